/** The names of the web platform tests: those of the `data-expectedlabel` attributes and those of the manual tests. */
import type { PageWorld } from '../../e2e/harness/pages/page-world.ts';
import { atLeast, type Row } from '../lib/table.ts';
import type { NamedCase } from './probe.ts';
import { suite, type Half } from './suites.ts';

/** Of the names, in %. */
const GOAL = 0.96;

const ORIGIN = 'https://names.example';

/** The pages' own test harness is missing; the manual tests tell it what the accessibility API should say. */
function collectExpectations(): void {
  type Step = { element: string; test: { ATK?: unknown[][] } };
  const page = globalThis as Record<string, unknown>;
  const nothing = () => {};
  page.setup = page.promise_test = page.test = nothing;
  page.AriaUtils = { verifyLabelsBySelector: nothing, verifyRolesBySelector: nothing };
  page.ATTAcomm = class {
    constructor({ steps }: { steps: Step[] }) {
      addEventListener('load', () => {
        for (const { element, test } of steps) {
          for (const [kind, what, is, name] of test.ATK ?? []) {
            if (kind !== 'property' || what !== 'name' || is !== 'is' || typeof name !== 'string') continue;
            document.getElementById(element)?.setAttribute('data-expectedlabel', name);
          }
        }
      });
    }
  };
}

const flat = (name: string) => name.replace(/\s+/g, ' ').trim();

export async function measureNames(world: PageWorld, folder: string, failures: boolean): Promise<Row[]> {
  const { folder: root, pages } = suite(folder, 'names');
  world.serveFolder(ORIGIN, root);
  const counts: Record<Half, { right: number; all: number }> = {
    tuning: { right: 0, all: 0 },
    'held out': { right: 0, all: 0 },
  };
  await world.context.addInitScript(collectExpectations);
  for (const { path, half } of pages) {
    const page = await world.goto(`${ORIGIN}/${path}`);
    for (const { expected, actual, html } of await page.probe<NamedCase[]>('expectedNames')) {
      counts[half].all++;
      if (flat(expected) === flat(actual)) counts[half].right++;
      else if (failures) console.log(`${half}: ${path}: "${actual}" instead of "${expected}" in ${html}`);
    }
    await page.page.close();
  }
  return Object.entries(counts).map(([half, { right, all }]) =>
    atLeast(`right names, ${half}`, right, Math.ceil(all * GOAL), all),
  );
}
