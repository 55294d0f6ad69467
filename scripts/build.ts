/**
 * `npm run build`: builds both sides into `dist/`.
 *
 * usage: npm run build [-- --test]   (--test also builds the extension with its test inspector, in a folder of its own)
 */
import { parseArgs } from 'node:util';
import { buildSides, Children } from './build-sides.ts';

const withTestBuild = readOptions();
if (withTestBuild === undefined) process.exitCode = 1;
else await buildSides(new Children(), { stdout: 'inherit', withTestBuild });

/** @returns undefined after an error message about an unknown option */
function readOptions(): boolean | undefined {
  try {
    return parseArgs({ options: { test: { type: 'boolean', default: false } } }).values.test;
  } catch (error) {
    const [problem] = (error as Error).message.split('. ');
    console.error(`${problem}. The only option is --test: npm run build -- --test`);
    return undefined;
  }
}
