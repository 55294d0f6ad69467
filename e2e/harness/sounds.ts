/** What a microphone hears besides recorded sentences. PCM 16 kHz mono. */
import { concatPcm } from '#audio';
import { EmbeddedTts, type FliteVoice } from '../../backend/src/tts/providers/embedded.ts';

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

/** Words in a synthetic voice that the recogniser knows well. */
export async function spoken(words: string, voice: FliteVoice = 'rms'): Promise<Int16Array> {
  const tts = new EmbeddedTts({ voice });
  try {
    const parts: Int16Array[] = [];
    async function* pieces() {
      yield words;
    }
    const options = { language: 'en-US', signal: new AbortController().signal };
    for await (const { pcm } of tts.synthesize(pieces(), options)) parts.push(pcm);
    return concatPcm(parts);
  } finally {
    await tts.onModuleDestroy();
  }
}
