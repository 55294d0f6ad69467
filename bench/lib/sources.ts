/**
 * Loaded ahead of a program (`--import`): lets Node run the backend's TypeScript as it is, of which the built backend
 * leaves out what only tests and benchmarks need. Wants --experimental-transform-types and --conditions=source.
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
