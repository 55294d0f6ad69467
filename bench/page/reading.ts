/** How much of the expected articles of Readability's test pages is read, and how much else. */
import type { PageWorld } from '../../e2e/harness/pages/page-world.ts';
import { median } from '../lib/stats.ts';
import { atMost, type Row } from '../lib/table.ts';
import { suite, type Half } from './suites.ts';

/** Of the words, in %. */
const GOAL = { read: 95, else: 2 };

const ORIGIN = 'https://articles.example';

/** They are not read aloud: `[12]`, `[a]`, `[citation needed]`, and the links that edit a section. */
const CITATION = /\[(?:\d{1,3}|[a-z]|note \d+|edit|[^[\]]{1,30} needed|[^[\]]{1,30}\?)\]/gi;

interface Counts {
  expected: number;
  read: number;
  /** Words that are in both, in order. */
  common: number;
}

export async function measureReading(world: PageWorld, folder: string, failures: boolean): Promise<Row[]> {
  const { folder: root, headers, pages } = suite(folder, 'articles');
  world.serveFolder(ORIGIN, root, headers);
  const totals: Record<Half, Counts> = {
    tuning: { expected: 0, read: 0, common: 0 },
    'held out': { expected: 0, read: 0, common: 0 },
  };
  const times: number[] = [];
  for (const { path, half } of pages) {
    const expected = await expectedWords(world, path);
    const { words, ms } = await readWords(world, path);
    times.push(ms);
    const counts = { expected: expected.length, read: words.length, common: commonWords(expected, words) };
    for (const key of ['expected', 'read', 'common'] as const) totals[half][key] += counts[key];
    if (failures) report(`${half}: ${path}`, counts);
  }
  const rows = Object.entries(totals).flatMap(([half, counts]) => [
    percent(`words of the articles that are read, ${half}`, counts.common / counts.expected, '>=', GOAL.read),
    percent(`words that are something else, ${half}`, 1 - counts.common / counts.read, '<=', GOAL.else),
  ]);
  return [...rows, atMost('time to find an article, median', median(times), 200)];
}

async function expectedWords(world: PageWorld, path: string): Promise<string[]> {
  const { page } = await world.goto(`${ORIGIN}/${path.replace(/source\.html$/, 'expected.html')}`);
  const text = await page.evaluate(() => {
    const isFootnote = (mark: Element) =>
      /^\W?(?:\d{1,3}|[a-z])\W?$/.test(mark.textContent.trim()) && mark.querySelector('a') !== null;
    for (const mark of document.querySelectorAll('sup')) if (isFootnote(mark)) mark.remove();
    return document.body.innerText;
  });
  await page.close();
  return wordsOf(text.replace(CITATION, ' '));
}

async function readWords(world: PageWorld, path: string): Promise<{ words: string[]; ms: number }> {
  const page = await world.goto(`${ORIGIN}/${path}`);
  const begin = performance.now();
  const answer = await page.run('article', { again: true });
  const ms = performance.now() - begin;
  await page.page.close();
  return { words: answer.ok ? wordsOf(answer.text) : [], ms };
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** @returns the length of the longest common subsequence */
function commonWords(one: readonly string[], other: readonly string[]): number {
  const lengths = new Uint32Array(other.length + 1);
  for (const word of one) {
    let diagonal = 0;
    for (let i = 1; i <= other.length; i++) {
      const above = lengths[i]!;
      lengths[i] = word === other[i - 1] ? diagonal + 1 : Math.max(above, lengths[i - 1]!);
      diagonal = above;
    }
  }
  return lengths[other.length]!;
}

const percent = (figure: string, share: number, sign: '>=' | '<=', goal: number): Row => ({
  figure,
  value: `${(share * 100).toFixed(1)} %`,
  goal: `${sign} ${goal} %`,
  met: sign === '>=' ? share * 100 >= goal : share * 100 <= goal,
});

function report(page: string, { expected, read, common }: Counts): void {
  const [missing, others] = [expected - common, read - common];
  if (missing / expected > 1 - GOAL.read / 100 || others / read > GOAL.else / 100) {
    console.log(`${page}: ${missing} of ${expected} words missing, ${others} of ${read} words are others`);
  }
}
