/** What a snapshot has, how long it is, and how long it takes. */
import type { PageWorld, OpenPage } from '../../e2e/harness/pages/page-world.ts';
import { median, percentile } from '../lib/stats.ts';
import { atLeast, atMost, type Row } from '../lib/table.ts';
import { ariaControls, compareControls, isSeen, type AriaNode, type Extent } from './compare-controls.ts';
import type { BoxedControl, LookedAt } from './probe.ts';
import { PAGE_SUITES, suite, type Half } from './suites.ts';

/** A page that loads what is missing here is measured as it is. */
const LOAD_MS = 5_000;

/** Other programs on the machine delay some. */
const LOOKS = 3;

/** The usual rule of thumb. */
const CHARACTERS_PER_TOKEN = 4;

interface Figures {
  half: Half;
  ms: number;
  viewportTokens: number;
  theirs: number;
  missing: number;
  renamed: number;
}

/** The todo lists are empty at the start. */
async function addTodos({ page }: OpenPage): Promise<void> {
  const input = page.locator('input').first();
  for (const todo of ['Buy milk', 'Call Anna', 'Write tests']) {
    await input.fill(todo);
    await input.press('Enter');
  }
}

async function measurePage(open: OpenPage, half: Half, report: (text: string) => void): Promise<Figures> {
  const extent = await open.probe<Extent>('extent');
  const times: number[] = [];
  for (let i = 0; i < LOOKS; i++) times.push((await open.probe<LookedAt>('look', 'page')).ms);
  const ms = Math.min(...times);
  const { text } = await open.probe<LookedAt>('look', 'viewport');
  const theirs = await ariaControls(open.page, extent);
  const { missing: unmatched, renamed } = compareControls(
    theirs,
    await open.probe<BoxedControl[]>('controls'),
  );
  const missing: AriaNode[] = [];
  for (const node of unmatched) if (await isSeen(open.page, node)) missing.push(node);
  for (const { role, name, box } of missing) report(`missing: ${role} "${name}" at ${JSON.stringify(box)}`);
  for (const { role, expected, actual } of renamed) report(`${role} "${actual}" instead of "${expected}"`);
  const viewportTokens = text.length / CHARACTERS_PER_TOKEN;
  return {
    half,
    ms,
    viewportTokens,
    theirs: theirs.length,
    missing: missing.length,
    renamed: renamed.length,
  };
}

const sum = (all: readonly Figures[], count: (each: Figures) => number) =>
  all.reduce((total, each) => total + count(each), 0);

export async function measureSnapshots(world: PageWorld, folder: string, failures: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  const all: Figures[] = [];
  for (const name of PAGE_SUITES) {
    const { name: title, folder: root, headers, pages } = suite(folder, name);
    const origin = `https://${name}.example`;
    world.serveFolder(origin, root, headers);
    const figures: Figures[] = [];
    for (const { path, half } of pages) {
      const open = await world.goto(`${origin}/${path}`, LOAD_MS);
      if (name === 'todos') await addTodos(open);
      const report = (text: string) => failures && console.log(`${half}: ${title}: ${path}: ${text}`);
      figures.push(await measurePage(open, half, report));
      await open.page.close();
    }
    for (const half of ['tuning', 'held out'] as const) {
      const part = figures.filter((each) => each.half === half);
      const [theirs, missing] = [sum(part, (each) => each.theirs), sum(part, (each) => each.missing)];
      rows.push(
        atLeast(`${title}, ${half}: controls that Playwright lists`, theirs - missing, theirs, theirs),
      );
    }
    rows.push(
      atMost(
        `${title}: controls named otherwise`,
        sum(figures, (each) => each.renamed),
        10,
        '',
      ),
    );
    all.push(...figures);
  }
  const times = all.map(({ ms }) => ms);
  const tokens = all.map(({ viewportTokens }) => viewportTokens);
  rows.push(
    atMost('a snapshot of the whole page, in the page, median', median(times), 50),
    atMost('... 90th percentile', percentile(times, 0.9), 160),
    atMost('what the viewport shows, median', median(tokens), 600, 'tokens'),
    atMost('... the most, before the worker cuts it', Math.max(...tokens), 2_000, 'tokens'),
  );
  return rows;
}
