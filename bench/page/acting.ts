/**
 * Whether a control is reached by what a person says: by its name, as the recogniser would write it, and by its number.
 * The words go through the matcher of the skills; the press goes through the page script.
 */
import type * as matchModule from '../../backend/src/skills/browser/controls/match.ts';
import type * as snapshotModule from '../../backend/src/skills/browser/controls/snapshot.ts';
import type { OpenPage, PageWorld } from '../../e2e/harness/pages/page-world.ts';
import { act } from '../../e2e/harness/pages/acting.ts';
import { built } from '../lib/built.ts';
import { atMost, type Row } from '../lib/table.ts';
import { median, percentile } from '../lib/stats.ts';
import type { Pressed } from './press-probe.ts';
import { ReachedByHalf, saidOf, type Reached } from './reached.ts';
import { PAGE_SUITES, suite } from './suites.ts';

type Control = snapshotModule.Control;

/** More of one page tell nothing new, and pages of a thousand links take minutes. */
const MAX_PER_PAGE = 60;

/** "Click search" is about a button rather than a field of that name. */
const FIELDS = new Set(['textbox', 'searchbox', 'combobox', 'spinbutton']);

/** A box that only scripts make clickable mostly labels the control of its name, which is meant. */
const isNamed = ({ role, words }: Control, _: number, all: readonly Control[]): boolean =>
  words !== '' &&
  (role !== 'clickable' || !all.some((other) => other.words === words && other.role !== 'clickable'));

export async function measureActing(world: PageWorld, folder: string, failures: boolean): Promise<Row[]> {
  const { findControls } = await built<typeof matchModule>('backend/src/skills/browser/controls/match.js');
  const { readSnapshot } = await built<typeof snapshotModule>(
    'backend/src/skills/browser/controls/snapshot.js',
  );
  const rows: Row[] = [];
  for (const name of PAGE_SUITES) {
    const { name: title, folder: root, headers, pages } = suite(folder, name);
    const origin = `https://${name}.example`;
    world.serveFolder(origin, root, headers);
    const [byName, byNumber] = [new ReachedByHalf(), new ReachedByHalf()];
    const effectsMs: number[] = [];
    for (const { path, half } of pages) {
      const page = await world.goto(`${origin}/${path}`);
      await pressNames(page, path, byName.of(half));
      const { pressed } = await page.probe<{ pressed: Pressed[] }>('pressNumbers');
      for (const { control, outcome } of pressed) byNumber.of(half).add(outcome, `${path}: ${control}`);
      const effectMs = await timeClick(page);
      if (effectMs !== null) effectsMs.push(effectMs);
      await page.page.close();
    }
    rows.push(...rowsOf(title, byName, byNumber, effectsMs));
    if (failures) for (const reached of [byName, byNumber]) reached.report();

    async function pressNames(page: OpenPage, path: string, reached: Reached): Promise<void> {
      const { controls } = readSnapshot(await page.probe<string>('controlLines', 'page'));
      const all = controls.map(({ words }) => words);
      for (const control of controls.filter(isNamed).slice(0, MAX_PER_PAGE)) {
        const said = saidOf(control.words, all);
        const found = findControls(said, controls, FIELDS.has(control.role) ? 'text' : 'press');
        const [only] = found.controls;
        if (
          found.controls.some(({ ref }) => ref === control.ref) &&
          (found.controls.length > 1 || found.certainty !== 'sure')
        )
          reached.add('asked', path);
        else if (!only || found.certainty === 'none') reached.add('not found', `${path}: "${said}"`);
        else if (only.ref !== control.ref)
          reached.add(
            'wrong',
            `${path}: "${said}" for ${control.role} ${control.name} found ${only.role} ${only.name}`,
          );
        else {
          const pressed = await page.probe<Pressed>('pressRef', Number(only.ref.slice(1)));
          reached.add(pressed.outcome, `${path}: ${pressed.control}`);
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

function rowsOf(title: string, byName: ReachedByHalf, byNumber: ReachedByHalf, effectsMs: number[]): Row[] {
  return [
    ...byName.rows(title, 'name'),
    ...byNumber.rows(title, 'number'),
    atMost(`${title}: from the call to the event, median`, median(effectsMs), 50),
    atMost(`${title}: from the call to the event, p95`, percentile(effectsMs, 0.95), 150),
  ];
}
