/** Conventions that a machine can check. docs/glossary.md has the words. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, type Dirent } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const MAX_FILE_LINES = 300;
const MAX_FOLDER_FILES = 15;

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** The files under version control; in a download without .git, those outside the folders of .gitignore. */
function projectFiles(): string[] {
  if (existsSync(join(ROOT, '.git'))) {
    const listed = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n');
    return listed.filter((file) => file !== '' && existsSync(join(ROOT, file)));
  }
  const ignored = [...read('.gitignore').matchAll(/^(.+)\/$/gm)].map(([, folder]) => folder);
  const exclude = ({ name }: Dirent) => ignored.includes(name);
  return globSync('**/*', { cwd: ROOT, exclude, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

const files = projectFiles();
const sources = files.filter((file) => /\.(?:ts|mts|svelte)$/.test(file) && !file.endsWith('.spec.ts'));

/** Words of the private dialect that this code once had, and the names that came with it. */
const BANNED_WORDS = /\b(?:whoever|whomever|whom|nobody|somebody)\b/i;
const BANNED_NAMES =
  /\b(?:KeptMessages|KeptAudio|EarlyWishes|EarlyConnections|givenUp|QuickVoice|takeFloor|letGo|sayGoodbye|voice_hush|SessionStages)\b/;

/** Comments of source files, and all text of Markdown files: strings may quote what users say. */
function proseOf(file: string): string[] {
  const lines = read(file).split('\n');
  return file.endsWith('.md') ? lines : lines.filter((line) => /^\s*(?:\/\/|\/\*\*?|\*)|\s\/\/ /.test(line));
}

describe('conventions', () => {
  it(`keeps production files under ${MAX_FILE_LINES} lines`, () => {
    const long = sources
      .filter((file) => /^(?:backend|libs|extension)\//.test(file))
      .filter((file) => read(file).split('\n').length - 1 > MAX_FILE_LINES);
    expect(long).toEqual([]);
  });

  it(`keeps at most ${MAX_FOLDER_FILES} source files directly in a folder`, () => {
    const folders = Map.groupBy(sources, (file) => dirname(file));
    const large = [...folders]
      .filter(([, { length }]) => length > MAX_FOLDER_FILES)
      .map(([folder]) => folder);
    expect(large).toEqual([]);
  });

  it('uses plain words in comments and documents', () => {
    const found = [...sources, ...files.filter((file) => file.endsWith('.md'))].flatMap((file) =>
      proseOf(file)
        .filter((line) => BANNED_WORDS.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it('gives every backend of a test or a benchmark a data folder of its own', () => {
    const starting = sources
      .filter((file) => /^(?:e2e|bench|testing)\//.test(file))
      .filter((file) => /scripts\/project\.ts|src\/main\.js/.test(read(file)));
    expect(starting).not.toEqual([]);
    expect(starting.filter((file) => !read(file).includes('EARSHOT_DATA'))).toEqual([]);
  });

  it('orders only test files that exist', () => {
    // A file with a new name would run at another time, and perhaps beside others.
    const named = [...read('vitest.config.ts').matchAll(/'([\w/.-]+\.spec\.ts)'/g)].map(([, file]) => file!);
    expect(named).not.toEqual([]);
    expect(named.filter((file) => !files.includes(file))).toEqual([]);
  });

  it('describes only files and folders that exist', () => {
    const names = [...read('docs/architecture.md').matchAll(/`([\w.-]+(?:\/[\w.-]*)*)`/g)]
      .map(([, name]) => name!.replace(/\/$/, ''))
      .filter((name) => /\/|\.(?:ts|mjs)$/.test(name));
    const exists = (name: string) =>
      files.some((file) => `/${file}/`.includes(`/${name}/`) || `/${file}`.endsWith(`/${name}.ts`));
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !exists(name))).toEqual([]);
  });

  it('uses the names of the glossary', () => {
    expect(sources.filter((file) => BANNED_NAMES.test(read(file)))).toEqual([]);
  });
});
