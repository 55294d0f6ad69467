/** Preloaded with `--import`: writes the names of the npm packages that a program loads to the file named by PACKAGES. */
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const packages = new Set<string>();

registerHooks({
  load(url, context, nextLoad) {
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
    if (name) packages.add(name);
    return nextLoad(url, context);
  },
});

process.once('exit', () => writeFileSync(process.env.PACKAGES!, JSON.stringify([...packages])));
