/**
 * Preloaded with `--import`: lets Node run TypeScript sources that the build leaves out, such as the emulators. Needs
 * --experimental-transform-types and --conditions=source.
 */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!/^\.\.?\/.*\.js$/.test(specifier) || !context.parentURL) return nextResolve(specifier, context);
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    return nextResolve(existsSync(fileURLToPath(source)) ? source.href : specifier, context);
  },
});
