/** How soon an answer becomes silent after an interruption, with the extension in a real browser. */
import { ensureSystemPackages } from '../../scripts/system-packages.ts';
import { median } from '../lib/stats.ts';
import { atMost, type Row } from '../lib/table.ts';
import { interruptions, type Interruption } from './interruptions.ts';

const BEGINNING_MS = 3_000;

/** @param rounds number of rounds with eight interruptions each */
export async function benchExtension(rounds: number): Promise<Row[]> {
  if (!ensureSystemPackages(['speech', 'browser'])) throw new Error('There is no browser to measure in.');
  const { bySpeech, stops } = await interruptions(rounds);
  for (const { text, beganAtMs, silentAfterMs } of bySpeech) {
    const [at, after] = [(beganAtMs / 1_000).toFixed(1), Math.round(silentAfterMs)];
    console.log(`${at} s into an answer, "${text}": silent after ${after} ms`);
  }
  const flushes = stops.filter(({ by }) => by === 'flush');
  const pauses = stops.filter(({ by }) => by === 'pause');
  const silences = (of: { silentAfterMs: number }[]) => of.map(({ silentAfterMs }) => silentAfterMs);
  const inBeginning = ({ beganAtMs }: Interruption) => beganAtMs < BEGINNING_MS;
  const early = silences(bySpeech.filter(inBeginning));
  const late = silences(bySpeech.filter((one) => !inBeginning(one)));
  return [
    ...medianAndMost('first loud sample of the microphone to silence, later in an answer', late, 100),
    ...medianAndMost('the same in the first 3 s of an answer', early, 100),
    ...medianAndMost('pause to silence in the worklet, its fade-out of 30 ms included', silences(pauses), 40),
    ...medianAndMost('flush to silence in the worklet', silences(flushes), 20),
    atMost(
      `samples of the old turn rendered after its flush, most of ${flushes.length}`,
      Math.max(...flushes.map(({ renderedAfter }) => renderedAfter)),
      0,
      'samples',
    ),
  ];
}

const medianAndMost = (figure: string, values: number[], goal: number): Row[] => [
  atMost(`${figure}, median of ${values.length}`, median(values), goal),
  atMost(`${figure}, longest`, Math.max(...values), goal),
];
