/** The public pages that the page tools are measured on. They are not part of the project: the bench takes their folder. */
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

/** Rules are adjusted by the tuning half only; the held-out half tells how they do elsewhere. */
export type Half = 'tuning' | 'held out';

export interface SuitePage {
  /** The path within the suite's folder. */
  path: string;
  half: Half;
}

export interface Suite {
  name: string;
  folder: string;
  /** Of the server. */
  headers: Record<string, string>;
  pages: SuitePage[];
}

interface SuiteFiles {
  name: string;
  /** Within the folder of all suites. */
  folder: string;
  pages: string;
  headers?: Record<string, string>;
}

const SUITES = {
  /** https://github.com/w3c/aria-practices */
  patterns: {
    name: 'ARIA practices',
    folder: 'aria-practices',
    pages: 'content/patterns/**/examples/*.html',
  },
  /** https://github.com/tastejs/todomvc */
  todos: { name: 'TodoMVC', folder: 'todomvc', pages: 'examples/*/dist/{,browser/}index.html' },
  /** https://github.com/mozilla/readability; its pages without their sites' scripts, of which most are missing. */
  articles: {
    name: 'Readability',
    folder: 'readability',
    pages: 'test/test-pages/*/source.html',
    headers: { 'content-security-policy': "script-src 'none'" },
  },
  /** https://github.com/web-platform-tests/wpt */
  names: { name: 'Web platform tests', folder: 'wpt', pages: 'accname/**/*.html' },
} satisfies Record<string, SuiteFiles>;

export type SuiteName = keyof typeof SUITES;

/** The suites of whole pages, with controls to use. */
export const PAGE_SUITES: readonly SuiteName[] = ['patterns', 'todos', 'articles'];

/** By the path, so that it is the same for everyone. */
const halfOf = (path: string): Half =>
  createHash('sha256').update(path).digest()[0]! % 2 === 0 ? 'tuning' : 'held out';

/** @throws Error if the folder has no such suite */
export function suite(folder: string, name: SuiteName): Suite {
  const files: SuiteFiles = SUITES[name];
  const cwd = join(folder, files.folder);
  const paths = existsSync(cwd) ? globSync(files.pages, { cwd }).sort() : [];
  if (paths.length === 0) throw new Error(`There is no ${files.name} in ${cwd}: ${files.pages}.`);
  const pages = paths.map((path) => ({ path: path.replaceAll('\\', '/'), half: halfOf(path) }));
  return { name: files.name, folder: cwd, headers: files.headers ?? {}, pages };
}
