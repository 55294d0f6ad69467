import { concatPcm } from '#audio';
import type * as embedded from '../../backend/src/tts/providers/embedded/embedded.js';
import { built } from './built.ts';
import { fixturePcm, speechFixtures } from '../../testing/speech-fixtures.ts';

const SAMPLES_PER_MS = 16;

/** A recorded sentence without the silence around it. @throws Error if there is none */
export function recorded(text: string): Int16Array {
  const fixture = speechFixtures('clean').find((item) => item.text === text);
  if (!fixture) throw new Error(`There is no recording of "${text}".`);
  const { speechStartMs, speechEndMs } = fixture;
  return fixturePcm(fixture).slice(speechStartMs * SAMPLES_PER_MS, speechEndMs * SAMPLES_PER_MS);
}

/** A sentence in a synthetic voice. */
export async function synthesized(text: string, voice: embedded.FliteVoice = 'rms'): Promise<Int16Array> {
  const { EmbeddedTts } = await built<typeof embedded>('backend/src/tts/providers/embedded/embedded.js');
  const tts = new EmbeddedTts({ voice });
  async function* clauses() {
    yield text;
  }
  try {
    const options = { language: 'en-US', signal: new AbortController().signal };
    const parts: Int16Array[] = [];
    for await (const { pcm } of tts.synthesize(clauses(), options)) parts.push(pcm);
    return concatPcm(parts);
  } finally {
    await tts.onModuleDestroy();
  }
}
