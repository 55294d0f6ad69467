/** Each sentence of a half in one voice of each synthesizer, clean and with noise. */
import { pinkNoise } from '../lib/noises.ts';
import { onWrongPages, sayings, type Half, type Saying } from './corpus.ts';
import { speakAll, speechOf, VOICES, type Spoken, type Synthesizer } from './synthesis.ts';

export interface Recording extends Saying, Spoken {
  id: string;
  noise: 'clean' | '15 dB';
  /** From the start of the PCM. */
  speechStartMs: number;
  speechEndMs: number;
  /**
   * PCM 16 kHz mono. Made at each call: all together are too many to hold.
   * @param afterMs of no speech, after the speech
   */
  pcm(afterMs?: number): Int16Array;
}

const SAMPLES_PER_MS = 16;
const BEFORE_MS = 750;
const AFTER_MS = 600;

/** Root mean square of the samples. */
const SPEECH_LEVEL = 2_500;
const CLEAN_LEVEL = 8;
const NOISE_DB = 15;
const NOISES: readonly Recording['noise'][] = ['clean', '15 dB'];
const LEVELS = { clean: CLEAN_LEVEL, '15 dB': SPEECH_LEVEL / 10 ** (NOISE_DB / 20) };

const NOISE_MS = 60_000;
const noise = pinkNoise(NOISE_MS, SPEECH_LEVEL);

/** Speaks what is not in the cache folder yet: some minutes at the first call. */
export async function recordings(half: Half): Promise<Recording[]> {
  const own = sayings(half);
  const voices = new Map<string, Spoken[]>();
  for (const { words } of own) if (!voices.has(words)) voices.set(words, voicesFor(words, voices.size));
  await speakAll([...voices.values()].flat());
  const all = [...own, ...onWrongPages(own)].flatMap((saying, i) =>
    voices
      .get(saying.words)!
      .flatMap((spoken) => noisesFor(saying, i).map((noise) => ({ ...saying, ...spoken, noise }))),
  );
  return all.map((one, index) => {
    const length = speechOf(one).length;
    return {
      ...one,
      id: `${index}-${one.synthesizer}-${one.voice}-${one.noise === 'clean' ? 'clean' : 'noise'}`,
      speechStartMs: BEFORE_MS,
      speechEndMs: BEFORE_MS + length / SAMPLES_PER_MS,
      pcm: (afterMs = AFTER_MS) => mixed(speechOf(one), LEVELS[one.noise], afterMs, index),
    };
  });
}

/** Of the many commands on wrong pages, each is heard either clean or with noise. */
const noisesFor = ({ kind }: Saying, index: number): readonly Recording['noise'][] =>
  kind === 'wrong page' ? [NOISES[index % 2]!] : NOISES;

/** One voice of each synthesizer, in turn. */
const voicesFor = (words: string, index: number): Spoken[] =>
  Object.entries(VOICES).map(([synthesizer, voices]) => ({
    words,
    synthesizer: synthesizer as Synthesizer,
    voice: voices[index % voices.length]!,
  }));

/** @param index of the recording: each has another part of the noise */
function mixed(speech: Int16Array, noiseLevel: number, afterMs: number, index: number): Int16Array {
  const gain = SPEECH_LEVEL / level(speech);
  const before = BEFORE_MS * SAMPLES_PER_MS;
  const start = (index * 7_919 * SAMPLES_PER_MS) % noise.length;
  return Int16Array.from({ length: before + speech.length + afterMs * SAMPLES_PER_MS }, (_, i) => {
    const background = (noise[(start + i) % noise.length]! / SPEECH_LEVEL) * noiseLevel;
    const sample = (speech[i - before] ?? 0) * gain + background;
    return Math.max(-32_768, Math.min(32_767, Math.round(sample)));
  });
}

const level = (pcm: Int16Array): number =>
  Math.sqrt(pcm.reduce((sum, value) => sum + value * value, 0) / pcm.length);
