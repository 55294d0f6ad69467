/**
 * Fits the confidence of page commands on the tuning pages: `npm run bench -- heard --measure fit` prints the weights for
 * confidence-weights.ts. One synthesizer is left out, so that its voices choose nothing.
 */
import { runAlone } from '../../lib/child.ts';
import type { Job, Row } from './candidates.ts';
import { fitted, probability, type Model } from './regression.ts';

const SHARES = 2;
const ZONES = [0.5, 0.9];

type Heard = Row & { heard: NonNullable<Row['heard']> };

const isHeard = (row: Row): row is Heard => row.heard !== undefined;

/** Prints the weights, and how well each page is decided by weights that were fitted on the others. */
export async function fitConfidence(): Promise<void> {
  const jobs = Array.from({ length: SHARES }, (_, share): Job => ({ half: 'tuning', share, shares: SHARES }));
  const parts = await Promise.all(
    jobs.map((job) => runAlone<Row[]>(new URL('candidates.ts', import.meta.url), [JSON.stringify(job)])),
  );
  const rows = parts.flat();
  const pages = [...new Set(rows.map(({ page }) => page))];
  const decided = pages.flatMap((page) => {
    const model = modelOf(rows.filter((row) => row.page !== page));
    return rows
      .filter((row) => row.page === page)
      .map((row) => ({ row, confidence: confidenceIn(row, model) }));
  });
  console.log(written(modelOf(rows)));
  console.table(ZONES.map((zone) => zoneRow(decided, zone)));
}

function modelOf(rows: readonly Row[]): Model {
  const heard = rows.filter(isHeard);
  const samples = heard.map(({ heard: { features, isRight } }) => ({ values: { ...features }, isRight }));
  return fitted(samples, Object.keys(samples[0]!.values));
}

const confidenceIn = (row: Row, model: Model): number =>
  isHeard(row) ? probability(model, { ...row.heard.features }) : 0;

function zoneRow(decided: readonly { row: Row; confidence: number }[], zone: number): Record<string, string> {
  const commands = decided.filter(({ row }) => row.isCommand);
  const others = decided.filter(({ row }) => !row.isCommand);
  const above = commands.filter(({ confidence }) => confidence >= zone);
  const right = above.filter(({ row }) => row.heard?.isRight).length;
  const percent = (count: number, of: number) => `${((100 * count) / of).toFixed(1)} %`;
  return {
    confidence: `>= ${zone}`,
    right: percent(right, commands.length),
    wrong: percent(above.length - right, commands.length),
    'not meant': percent(others.filter(({ confidence }) => confidence >= zone).length, others.length),
  };
}

const written = ({ bias, weights }: Model): string => {
  const lines = Object.entries(weights).map(([name, weight]) => `    ${name}: ${weight.toFixed(3)},`);
  return [`  bias: ${bias.toFixed(3)},`, '  weights: {', ...lines, '  },'].join('\n');
};
