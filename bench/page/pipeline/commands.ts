/**
 * What a command does on public pages and on our own, through everything but the recogniser: whether it reaches the control
 * that was named, and how long after the final transcript. Playwright uses the same controls in the same run.
 */
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { median, percentile } from '../../lib/stats.ts';
import { atLeast, atMost, type Row } from '../../lib/table.ts';
import { PAGE_SUITES, suite, type SuiteName, type SuitePage } from '../suites.ts';
import { ReachedByHalf } from '../reached.ts';
import { PageCommands, type Kind, type Timed } from './page-commands.ts';
import { Pipeline } from './pipeline.ts';
import { spread } from './targets.ts';

const OWN_PAGES = resolve(import.meta.dirname, '../../../fixtures/pages');

/** Of each suite; each takes some seconds. */
const MAX_PAGES = 20;

const GOAL_MS = { median: 150, p95: 300 };

interface Site {
  title: string;
  origin: string;
  pages: readonly SuitePage[];
}

export async function measureCommands(folder: string, failures: boolean): Promise<Row[]> {
  const pipeline = await Pipeline.start();
  try {
    const sites = [ownPages(), ...PAGE_SUITES.map((name) => suitePages(pipeline, folder, name))];
    await warmUp(pipeline);
    const rows: Row[] = [];
    const timed: Timed[] = [];
    for (const { title, origin, pages } of sites) {
      const [byName, byNumber] = [new ReachedByHalf(), new ReachedByHalf()];
      for (const { path, half } of pages) {
        const page = await pipeline.open(`${origin}/${path}`);
        const commands = await PageCommands.on(page, pipeline, path);
        timed.push(...(await commands.run(byName.of(half), byNumber.of(half))));
        await page.close();
      }
      rows.push(...byName.rows(title, 'name'), ...byNumber.rows(title, 'number'));
      if (failures) for (const reached of [byName, byNumber]) reached.report();
    }
    return [...rows, ...timeRows(timed)];
  } finally {
    await pipeline.end();
  }
}

const ownPages = (): Site => ({
  title: 'our own pages',
  origin: 'https://own.example',
  // The rules are adjusted by them.
  pages: globSync('*.html', { cwd: OWN_PAGES })
    .sort()
    .map((path) => ({ path, half: 'tuning' })),
});

function suitePages({ sites }: Pipeline, folder: string, name: SuiteName): Site {
  const { name: title, folder: root, headers, pages } = suite(folder, name);
  const origin = `https://${name}.example`;
  sites.serveFolder(origin, root, headers);
  return { title, origin, pages: spread(pages, MAX_PAGES) };
}

/** The first commands of a session load what later ones use. */
async function warmUp(pipeline: Pipeline): Promise<void> {
  const page = await pipeline.open('https://own.example/by-voice.html');
  for (const words of ['scroll down', 'scroll up', 'show numbers', 'hide numbers']) await pipeline.say(words);
  await page.close();
}

function timeRows(timed: readonly Timed[]): Row[] {
  const kinds = new Set(timed.map(({ kind }) => kind));
  const rows = [...kinds].flatMap((kind) =>
    rowsOfKind(
      kind,
      timed.filter((each) => each.kind === kind),
    ),
  );
  const clockErrorMs = Math.max(...timed.map(({ clockErrorMs }) => clockErrorMs));
  console.log(`The clocks of the pages and of the bench differ by at most ${clockErrorMs.toFixed(1)} ms.`);
  return rows;
}

function rowsOfKind(kind: Kind, timed: readonly Timed[]): Row[] {
  const ours = timed.flatMap(({ ms }) => ms ?? []);
  const baseline = timed.flatMap(({ baselineMs }) => baselineMs ?? []);
  const row = (title: string, of: (times: readonly number[]) => number, goalMs: number) =>
    atMost(
      `${kind}: from the transcript to the effect, ${title} of ${ours.length} (by Playwright: ${Math.round(of(baseline))} ms)`,
      of(ours),
      goalMs,
    );
  const right = timed.filter(({ isRight }) => isRight).length;
  return [
    ...(kind === 'scroll' || kind === 'type'
      ? [atLeast(`${kind}: done`, right, timed.length, timed.length)]
      : []),
    row('median', median, GOAL_MS.median),
    row('95th percentile', (times) => percentile(times, 0.95), GOAL_MS.p95),
  ];
}
