/** What is said to which page: pages/ and talk/. */
import { readdirSync, readFileSync } from 'node:fs';

export type Half = 'tuning' | 'held-out';
export const HALVES: readonly Half[] = ['tuning', 'held-out'];

export type Kind =
  | 'name'
  /** A name without a verb. */
  | 'bare'
  | 'number'
  | 'global'
  /** Ordinary speech. */
  | 'talk'
  /** Resembles a command, but nothing on the page is meant. */
  | 'near'
  /** A command for another page. */
  | 'wrong page';

/** `number` is the label of the control with that index + 1; `command` is one that any page has. */
export type Target = { name: string } | { number: number } | { command: string };

export interface Page {
  id: string;
  half: Half;
  /** In the order of their numbers, from 1. */
  names: readonly string[];
}

export interface Saying {
  page: Page;
  kind: Kind;
  /** As they are spoken. A capital letter alone is spelt. */
  words: string;
  /** Null if nothing may be done. */
  target: Target | null;
  /** The page shows its numbers meanwhile. */
  numbersShown: boolean;
  /** A name of one word with at most five letters. */
  short: boolean;
  /** A number from 13 to 19, or one of 20, 30 ... 90: the page shows all numbers meanwhile. */
  teens: boolean;
}

const VERBS = /^(?:click|open|press|select|check|uncheck|go to) /;
const ALIKE_NUMBERS = new Set([13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90]);
const SHORT_LETTERS = 5;

const pagesFolder = (half: Half): URL => new URL(`pages/${half}/`, import.meta.url);
const read = (file: URL): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

/** What is said of one half, but for commands on the wrong page. */
export function sayings(half: Half): Saying[] {
  const files = readdirSync(pagesFolder(half)).toSorted();
  const pages = files.map((file) => readPage(half, file));
  const talk = read(new URL(`talk/${half}.txt`, import.meta.url));
  return [
    ...pages.flatMap(({ said }) => said),
    ...talk.map((words, i) => nothingMeant('talk', words, pages[i % pages.length]!.page, i)),
  ];
}

/** Each command by name, as it is said while the next page is open, if nothing there could be meant by it. */
export function onWrongPages(all: readonly Saying[]): Saying[] {
  const pages = [...new Set(all.map(({ page }) => page))];
  return all.flatMap((saying, i) => {
    const { kind, words } = saying;
    const page = pages[(pages.indexOf(saying.page) + 1) % pages.length]!;
    if ((kind !== 'name' && kind !== 'bare') || couldMean(words, page)) return [];
    return [{ ...saying, ...nothingMeant('wrong page', words, page, i) }];
  });
}

/** A file has the names, a line of `===`, then `WORDS => TARGET` or `near: WORDS`. */
function readPage(half: Half, file: string): { page: Page; said: Saying[] } {
  const lines = read(new URL(file, pagesFolder(half)));
  const divider = lines.indexOf('===');
  const page: Page = { id: file.replace(/\.txt$/, ''), half, names: lines.slice(0, divider) };
  const said = lines.slice(divider + 1).map((line, i) => {
    const near = /^near: (.+)/.exec(line)?.[1];
    if (near) return nothingMeant('near', near, page, i);
    const [words = '', target = ''] = line.split(' => ');
    return command(page, words, target);
  });
  return { page, said };
}

/** @param written `#5`, `!scroll down`, `nothing` for a number that is not there, or a name of the page */
function command(page: Page, words: string, written: string): Saying {
  const own = { page, words, short: false, teens: false, numbersShown: false };
  if (written === 'nothing') return { ...own, kind: 'near', target: null, numbersShown: true };
  const number = Number(/^#(\d+)$/.exec(written)?.[1]);
  if (number > 0) {
    const teens = ALIKE_NUMBERS.has(number);
    return { ...own, kind: 'number', target: { number }, numbersShown: true, teens };
  }
  if (written.startsWith('!')) return { ...own, kind: 'global', target: { command: written.slice(1) } };
  if (!page.names.includes(written)) throw new Error(`${page.id} has no "${written}".`);
  const short = !written.includes(' ') && written.length <= SHORT_LETTERS;
  return { ...own, kind: VERBS.test(words) ? 'name' : 'bare', target: { name: written }, short };
}

/** Every other one is said while numbers are shown. */
const nothingMeant = (kind: Kind, words: string, page: Page, index: number): Saying => ({
  ...{ page, kind, words, target: null, short: false, teens: false },
  numbersShown: index % 2 === 1,
});

function couldMean(words: string, page: Page): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const said = plain(words.replace(VERBS, ''));
  return page.names.some((name) => plain(name).startsWith(said) || said.startsWith(plain(name)));
}
