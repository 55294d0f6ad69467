/**
 * Whether a control is reached by what a person says: by its name, as the recogniser would write it, and by its number.
 * The words go through the matcher of the skills; the press goes through the page script.
 */
import type * as matchModule from '../../backend/src/skills/browser/controls/match.ts';
import type * as snapshotModule from '../../backend/src/skills/browser/controls/snapshot.ts';
import type { OpenPage, PageWorld } from '../../e2e/harness/pages/page-world.ts';
import { act } from '../../e2e/harness/pages/acting.ts';
import { built } from '../lib/built.ts';
import { atLeast, atMost, type Row } from '../lib/table.ts';
import { median, percentile } from '../lib/stats.ts';
import type { Pressed } from './press-probe.ts';
import { suite, type SuiteName } from './suites.ts';

const SUITES: readonly SuiteName[] = ['patterns', 'todos', 'articles'];

const RIGHT_SHARE = 0.98;

/** More of one page tell nothing new, and pages of a thousand links take minutes. */
const MAX_PER_PAGE = 60;

/** People say the beginning of a long name. */
const SAID_WORDS = 6;

/** Controls for which a press is refused in words that name what to do instead. */
const TOLD = /is disabled|lets only a real click|is a list that only/;

class Count {
  right = 0;
  asked = 0;
  told = 0;
  readonly wrong: string[] = [];
  readonly missed: string[] = [];

  get all(): number {
    return this.right + this.asked + this.told + this.wrong.length + this.missed.length;
  }

  add({ control, outcome }: Pressed, page: string): void {
    if (outcome === 'right') this.right++;
    else if (TOLD.test(outcome)) this.told++;
    else (outcome === 'wrong' ? this.wrong : this.missed).push(`${page}: ${control}: ${outcome}`);
  }
}

export async function measureActing(world: PageWorld, folder: string, failures: boolean): Promise<Row[]> {
  const { findControls } = await built<typeof matchModule>('backend/src/skills/browser/controls/match.js');
  const { readSnapshot } = await built<typeof snapshotModule>(
    'backend/src/skills/browser/controls/snapshot.js',
  );
  const rows: Row[] = [];
  for (const name of SUITES) {
    const { name: title, folder: root, headers, pages } = suite(folder, name);
    const origin = `https://${name}.example`;
    world.serveFolder(origin, root, headers);
    const [byName, byNumber] = [new Count(), new Count()];
    const effectsMs: number[] = [];
    for (const { path } of pages) {
      const page = await world.goto(`${origin}/${path}`);
      await pressNames(page, path);
      const { pressed } = await page.probe<{ pressed: Pressed[] }>('pressNumbers');
      for (const each of pressed) byNumber.add(each, path);
      const effectMs = await timeClick(page);
      if (effectMs !== null) effectsMs.push(effectMs);
      await page.page.close();
    }
    rows.push(...rowsOf(title, byName, byNumber, effectsMs));
    if (failures)
      for (const count of [byName, byNumber])
        for (const text of [...count.wrong, ...count.missed]) console.log(text);

    async function pressNames(page: OpenPage, path: string): Promise<void> {
      const { controls } = readSnapshot(await page.probe<string>('controlLines', 'page'));
      for (const control of controls.filter(({ words }) => words !== '').slice(0, MAX_PER_PAGE)) {
        const said = control.words.split(' ').slice(0, SAID_WORDS).join(' ');
        const found = findControls(said, controls, 'press');
        const [only] = found.controls;
        if (
          found.controls.some(({ ref }) => ref === control.ref) &&
          (found.controls.length > 1 || found.certainty !== 'sure')
        )
          byName.asked++;
        else if (!only || found.certainty === 'none') byName.missed.push(`${path}: "${said}" is not found`);
        else if (only.ref !== control.ref)
          byName.wrong.push(`${path}: "${said}" for ${control.name} found ${only.role} ${only.name}`);
        else {
          const pressed = await page.probe<Pressed>('pressRef', Number(only.ref.slice(1)));
          byName.add(pressed, path);
        }
      }
    }
  }
  return rows;
}

/** @returns how long the first link or button takes to be pressed, from the call of the worker to the event */
async function timeClick(page: OpenPage): Promise<number | null> {
  const { lines } = await page.snapshot();
  const first = lines.find(
    ({ control, text }) => control !== undefined && /^(?:link|button) /.test(text) && !/ disabled/.test(text),
  );
  if (first?.control === undefined) return null;
  await page.probe('expectClick');
  const startMs = Date.now();
  await act(page, 'click', { ref: first.control, double: false });
  const atMs = await page.probe<number | null>('clickedAt');
  return atMs === null ? null : atMs - startMs;
}

function rowsOf(title: string, byName: Count, byNumber: Count, effectsMs: number[]): Row[] {
  return [
    ...(
      [
        ['name', byName],
        ['number', byNumber],
      ] as const
    ).flatMap(([by, { right, asked, told, wrong, all }]) => [
      atLeast(
        `${title}: right or asked or told, by ${by}`,
        right + asked + told,
        Math.ceil(all * RIGHT_SHARE),
        all,
      ),
      atMost(`${title}: asked, by ${by}`, asked, all, ''),
      atMost(`${title}: wrong, by ${by}`, wrong.length, 0, ''),
    ]),
    atMost(`${title}: from the call to the event, median`, median(effectsMs), 50),
    atMost(`${title}: from the call to the event, p95`, percentile(effectsMs, 0.95), 150),
  ];
}
