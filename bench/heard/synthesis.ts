/** Sentences as spoken by three synthesizers. What was spoken once is kept in the cache folder. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import envPaths from 'env-paths';
import { ensureSystemPackages } from '../../scripts/system-packages.ts';

export type Synthesizer = 'flite' | 'festival' | 'espeak';

/** Thresholds are fitted with flite and espeak alone: festival tells how they do with a voice that set none. */
export const VOICES: Readonly<Record<Synthesizer, readonly string[]>> = {
  flite: ['slt', 'rms', 'awb', 'kal16'],
  festival: ['kal_diphone', 'cmu_us_slt_arctic_hts'],
  espeak: ['en-us', 'en-gb', 'en-us+f3', 'en-gb-x-rp'],
};

export interface Spoken {
  words: string;
  synthesizer: Synthesizer;
  voice: string;
}

const FOLDER = join(envPaths('earshot', { suffix: '' }).cache, 'bench-heard');
const WORDS_PER_MINUTE = '155';

/** A process of festival speaks this many sentences: it takes seconds to load a voice. */
const FESTIVAL_BATCH = 100;

/** Cuts what is quieter than 0.5 % of full scale for 20 ms off both ends. */
const TRIM = ['silence', '1', '0.02', '0.5%', 'reverse', 'silence', '1', '0.02', '0.5%', 'reverse'];

const run = promisify(execFile);

const fileOf = ({ words, synthesizer, voice }: Spoken): string => {
  const key = `${synthesizer} ${voice} ${words}`;
  return join(FOLDER, `${createHash('sha256').update(key).digest('hex').slice(0, 24)}.raw`);
};

/**
 * Speaks all that the cache folder lacks.
 * @throws Error if Debian's packages with the voices are missing and cannot be installed
 */
export async function speakAll(all: readonly Spoken[]): Promise<void> {
  const missing = [...new Map(all.map((one) => [fileOf(one), one])).values()].filter(
    (one) => !existsSync(fileOf(one)),
  );
  if (missing.length === 0) return;
  if (!ensureSystemPackages(['voices'])) throw new Error('The voices are missing.');
  mkdirSync(FOLDER, { recursive: true });
  const byVoice = Map.groupBy(
    missing.filter(({ synthesizer }) => synthesizer === 'festival'),
    ({ voice }) => voice,
  );
  const festival = [...byVoice.values()].flatMap((spoken) => batches(spoken, FESTIVAL_BATCH));
  const others = missing.filter(({ synthesizer }) => synthesizer !== 'festival');
  await inParallel([
    ...festival.map((batch) => () => speakWithFestival(batch)),
    ...others.map((one) => () => speak(one)),
  ]);
}

/** @returns the sentence without silence at its ends: PCM 16 kHz mono. `speakAll` must have spoken it. */
export function speechOf(spoken: Spoken): Int16Array {
  const bytes = readFileSync(fileOf(spoken));
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

async function speak(spoken: Spoken): Promise<void> {
  const { words, synthesizer, voice } = spoken;
  const wav = `${fileOf(spoken)}.wav`;
  if (synthesizer === 'flite') await run('flite', ['-voice', voice, '-t', words, '-o', wav]);
  else await run('espeak-ng', ['-v', voice, '-s', WORDS_PER_MINUTE, '-w', wav, words]);
  await keep(spoken, wav);
}

async function speakWithFestival(all: readonly Spoken[]): Promise<void> {
  const [{ voice }] = all as [Spoken];
  const script = `${fileOf(all[0]!)}.scm`;
  const lines = all.map(
    (one) =>
      `(utt.save.wave (utt.synth (Utterance Text ${JSON.stringify(one.words)})) ${JSON.stringify(`${fileOf(one)}.wav`)} 'riff)`,
  );
  writeFileSync(script, `(voice_${voice})\n${lines.join('\n')}\n`);
  await run('festival', ['-b', script]);
  rmSync(script);
  for (const one of all) await keep(one, `${fileOf(one)}.wav`);
}

/** A file in the cache is whole: it gets its name when it is written. */
async function keep(spoken: Spoken, wav: string): Promise<void> {
  const raw = `${wav}.raw`;
  await run('sox', [wav, '-r', '16000', '-c', '1', '-b', '16', '-e', 'signed', '-t', 'raw', raw, ...TRIM]);
  rmSync(wav);
  renameSync(raw, fileOf(spoken));
}

function batches<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** Runs as many at once as there are processors. */
async function inParallel(tasks: (() => Promise<void>)[]): Promise<void> {
  const rest = tasks.values();
  const worker = async () => {
    for (const task of rest) await task();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
