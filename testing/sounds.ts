/** Sounds that a microphone hears besides recorded sentences. PCM 16 kHz mono. */
import { concatPcm } from '#audio';
import { EmbeddedTts, type FliteVoice } from '../backend/src/tts/providers/embedded/embedded.js';

const RATE_HZ = 16_000;

export const silence = (ms: number): Int16Array => new Int16Array((ms / 1_000) * RATE_HZ);

/** A cough: a burst of noise that dies away, always the same. */
export function cough(ms = 300): Int16Array {
  const pcm = silence(ms);
  let seed = 1;
  let low = 0;
  for (let i = 0; i < pcm.length; i++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    low += 0.35 * (seed / 2 ** 30 - 1 - low);
    pcm[i] = low * 16_000 * Math.exp((-4 * i) / pcm.length);
  }
  return pcm;
}

/**
 * "Mm-hm": two hums with a closed mouth, the second one higher. Synthetic voices would spell it.
 * @param pitch the pitch in proportion: 1 is low
 */
export function mhm(pitch = 1): Int16Array {
  return concatPcm([hum(170, 120 * pitch, 105 * pitch), silence(40), hum(210, 130 * pitch, 150 * pitch)]);
}

/** A nasal: pulses of the vocal folds through the resonances of a closed mouth, 270 Hz and far weaker ones above. */
function hum(ms: number, fromHz: number, toHz: number): Int16Array {
  const pcm = silence(ms);
  const resonances = [resonance(270, 60), resonance(1_000, 150), resonance(2_200, 250)] as const;
  let phase = 0;
  for (let i = 0; i < pcm.length; i++) {
    phase = (phase + (fromHz + ((toHz - fromHz) * i) / pcm.length) / RATE_HZ) % 1;
    const pulse = phase < 0.4 ? 0.5 - 0.5 * Math.cos((2 * Math.PI * phase) / 0.4) : 0;
    const [low, middle, high] = resonances.map((filter) => filter(pulse - 0.2)) as [number, number, number];
    const fade = Math.min(1, i / (0.03 * RATE_HZ), (pcm.length - i) / (0.04 * RATE_HZ));
    pcm[i] = (low + 0.12 * middle + 0.06 * high) * 6_000 * fade;
  }
  return pcm;
}

/** A resonator of two poles. */
function resonance(hz: number, bandwidthHz: number): (value: number) => number {
  const r = Math.exp((-Math.PI * bandwidthHz) / RATE_HZ);
  const turn = 2 * r * Math.cos((2 * Math.PI * hz) / RATE_HZ);
  let [one, two] = [0, 0];
  return (value) => {
    const out = (1 - turn + r * r) * value + turn * one - r * r * two;
    [one, two] = [out, one];
    return out;
  };
}

/** A phrase in a synthetic voice that the recogniser knows well. */
export async function spoken(phrase: string, voice: FliteVoice = 'rms'): Promise<Int16Array> {
  return (await spokenPhrases([phrase], voice)).get(phrase)!;
}

/** Like `spoken`, for several phrases: the voice is loaded once. */
export async function spokenPhrases<Phrase extends string>(
  phrases: readonly Phrase[],
  voice: FliteVoice = 'rms',
): Promise<Map<Phrase, Int16Array>> {
  const tts = new EmbeddedTts({ voice });
  const options = { language: 'en-US', signal: new AbortController().signal };
  const speech = new Map<Phrase, Int16Array>();
  try {
    for (const phrase of phrases) {
      async function* clauses() {
        yield phrase;
      }
      const parts: Int16Array[] = [];
      for await (const { pcm } of tts.synthesize(clauses(), options)) parts.push(pcm);
      speech.set(phrase, concatPcm(parts));
    }
    return speech;
  } finally {
    await tts.onModuleDestroy();
  }
}
