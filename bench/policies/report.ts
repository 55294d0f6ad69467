import { median, percentile } from '../lib/stats.ts';
import type { Result } from './child.ts';
import type { Scene } from './recordings.ts';
import { EVERYTHING } from './variants.ts';

const OUTCOMES = ['one turn', 'no turn', 'goes on', 'stops'] as const;
type Outcome = (typeof OUTCOMES)[number];

export function outcomeOf({ outcome }: Scene): Outcome {
  if (outcome.answer) return outcome.answer;
  return outcome.turns?.length ? 'one turn' : 'no turn';
}

/** One row per variant: right outcomes, the difference from everything on, and latencies. */
export function printVariants(title: string, scenes: readonly Scene[], results: readonly Result[]): void {
  const outcomes = new Map(scenes.map((scene) => [scene.id, outcomeOf(scene)]));
  const variants = [...new Set(results.map(({ variant }) => variant))];
  const all = scoresOf(results, EVERYTHING);
  console.log(`\n### ${title}\n`);
  const head = [
    'off',
    ...OUTCOMES,
    'all',
    'scenes worse/better',
    'p',
    'answer',
    'p90',
    'silent',
    'dead air',
    'talked into',
  ];
  console.log(`| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`);
  for (const variant of variants) {
    const own = results.filter((result) => result.variant === variant);
    const scores = scoresOf(results, variant);
    const differences = [...scores].map(([scene, score]) => score - (all.get(scene) ?? score));
    const [worse, better] = [
      differences.filter((d) => d < 0).length,
      differences.filter((d) => d > 0).length,
    ];
    const figures = (name: 'responseMs' | 'silentMs' | 'deadAirMs') =>
      own.flatMap(({ verdict }) => (verdict.right && verdict[name] !== undefined ? [verdict[name]] : []));
    const cells = [
      variant,
      ...OUTCOMES.map((outcome) => share(own.filter(({ scene }) => outcomes.get(scene) === outcome))),
      share(own),
      variant === EVERYTHING ? '' : `${worse}/${better}`,
      variant === EVERYTHING ? '' : signTest(worse, better).toFixed(3),
      ms(median(figures('responseMs'))),
      ms(percentile(figures('responseMs'), 0.9)),
      ms(median(figures('silentMs'))),
      ms(mean(figures('deadAirMs'))),
      String(own.filter(({ verdict }) => verdict.talkedInto).length),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

/** With everything on: right outcomes by situation, then each take that was wrong or had errors. */
export function printFailures(scenes: readonly Scene[], results: readonly Result[]): void {
  const shipped = results.filter(({ variant }) => variant === EVERYTHING);
  const bySituation = Map.groupBy(shipped, ({ scene }) => scenes.find(({ id }) => id === scene)!.situation);
  console.log('\n| situation | right |\n|---|---|');
  for (const [situation, own] of bySituation) console.log(`| ${situation} | ${share(own)} |`);
  console.log('\n| scene | take | wrong outcome or errors |\n|---|---|---|');
  for (const { scene, take, verdict } of shipped) {
    const problems = [verdict.instead ?? [], verdict.errors?.map((error) => `error: ${error}`) ?? []].flat();
    if (problems.length > 0) console.log(`| ${scene} | ${take} | ${problems.join('; ')} |`);
  }
}

/** The share of right takes of each scene. */
function scoresOf(results: readonly Result[], variant: string): Map<string, number> {
  const own = results.filter((result) => result.variant === variant);
  const byScene = Map.groupBy(own, ({ scene }) => scene);
  return new Map([...byScene].map(([scene, takes]) => [scene, takes.filter(isRight).length / takes.length]));
}

const isRight = ({ verdict }: Result): boolean => verdict.right;
const share = (results: readonly Result[]): string => `${results.filter(isRight).length}/${results.length}`;
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const ms = (value: number): string => (Number.isNaN(value) ? '' : `${Math.round(value)} ms`);

/** How likely a split at least this uneven is by chance: two-sided, over the scenes that differ. */
function signTest(worse: number, better: number): number {
  const n = worse + better;
  let tail = 0;
  let ways = 1;
  for (let k = 0; k <= Math.min(worse, better); k++) {
    tail += ways;
    ways = (ways * (n - k)) / (k + 1);
  }
  return Math.min(1, (2 * tail) / 2 ** n);
}
