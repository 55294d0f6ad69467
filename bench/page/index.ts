/** What is seen and done in pages by voice, on public pages. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PageWorld } from '../../e2e/harness/pages/page-world.ts';
import { printTable, type Row } from '../lib/table.ts';
import { measureActing } from './acting.ts';
import { buildProbe } from './build-probe.ts';
import { measureEditors } from './editors.ts';
import { measureNames } from './names.ts';
import { measurePhrases } from './phrases.ts';
import { measureCommands } from './pipeline/commands.ts';
import { measureHighlight } from './pipeline/highlight.ts';
import { measureSnapshots } from './snapshot.ts';
import { measureReading } from './reading.ts';

export interface PageBenchOptions {
  /** The folder of all suites: see suites.ts. */
  folder: string;
  /** Only this measure. */
  measure?: string;
  /** Also prints each page on which something was wrong. */
  failures: boolean;
}

type Measure = (options: PageBenchOptions) => Promise<Row[]>;

/** A measure in a browser that has the scripts for pages, and nothing else of the extension. */
const inPages =
  (measure: (world: PageWorld, options: PageBenchOptions) => Promise<Row[]>): Measure =>
  async (options) => {
    const world = await PageWorld.launch({ probe: await buildProbe() });
    try {
      return await measure(world, options);
    } finally {
      await world.close();
    }
  };

const MEASURES: Record<string, Measure> = {
  snapshot: inPages((world, { folder, failures }) => measureSnapshots(world, folder, failures)),
  acting: inPages((world, { folder, failures }) => measureActing(world, folder, failures)),
  names: inPages((world, { folder, failures }) => measureNames(world, folder, failures)),
  commands: ({ folder, failures }) => measureCommands(folder, failures),
  highlight: ({ failures }) => measureHighlight(failures),
  phrases: ({ folder, failures }) => measurePhrases(folder, failures),
  reading: inPages((world, { folder, failures }) => measureReading(world, folder, failures)),
  editors: inPages((world, { folder, failures }) => measureEditors(world, editorsIn(folder), failures)),
};

/** @returns its folder of packages, if it has one */
function editorsIn(folder: string): string | undefined {
  const editors = join(folder, 'editors');
  return existsSync(editors) ? editors : undefined;
}

/** A measure that fails ends none of the others. @throws Error if one failed, or there is no such measure */
export async function benchPage(options: PageBenchOptions): Promise<void> {
  const wanted = options.measure === undefined ? Object.keys(MEASURES) : [options.measure];
  const errors: unknown[] = [];
  for (const name of wanted) {
    const measure = MEASURES[name];
    if (!measure) throw new Error(`There is no measure "${name}": use ${Object.keys(MEASURES).join(', ')}.`);
    try {
      printTable(`Pages: ${name}`, await measure(options));
    } catch (error) {
      console.error(`The measure "${name}" failed: ${String(error)}`);
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} measures failed.`);
}
