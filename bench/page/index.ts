/** What the script in the pages sees and does, on public pages. */
import { join } from 'node:path';
import { PageWorld } from '../../e2e/harness/pages/page-world.ts';
import { printTable, type Row } from '../lib/table.ts';
import { measureActing } from './acting.ts';
import { buildProbe } from './build-probe.ts';
import { measureEditors } from './editors/measure.ts';
import { measureNames } from './names.ts';
import { measurePhrases } from './phrases.ts';
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

type Measure = (world: PageWorld, options: PageBenchOptions) => Promise<Row[]>;

const MEASURES: Record<string, Measure> = {
  snapshot: (world, { folder, failures }) => measureSnapshots(world, folder, failures),
  acting: (world, { folder, failures }) => measureActing(world, folder, failures),
  names: (world, { folder, failures }) => measureNames(world, folder, failures),
  phrases: (_world, { folder, failures }) => measurePhrases(folder, failures),
  reading: (world, { folder, failures }) => measureReading(world, folder, failures),
  editors: (world, { folder, failures }) => measureEditors(world, join(folder, 'editors'), failures),
};

/** @throws Error if a suite is missing, or there is no such measure */
export async function benchPage(options: PageBenchOptions): Promise<void> {
  const wanted = options.measure === undefined ? Object.keys(MEASURES) : [options.measure];
  const probe = await buildProbe();
  for (const name of wanted) {
    const measure = MEASURES[name];
    if (!measure) throw new Error(`There is no measure "${name}": use ${Object.keys(MEASURES).join(', ')}.`);
    const world = await PageWorld.launch({ probe });
    try {
      printTable(`Pages: ${name}`, await measure(world, options));
    } finally {
      await world.close();
    }
  }
}
