/** The spoken fixtures, for tests. */
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../fixtures/speech/', import.meta.url);

/** Every fixture: 16 kHz mono, a second of silence or noise before the speech and after it. */
export interface SpeechFixture {
  file: string;
  text: string;
  noise: 'clean' | 'pink' | 'babble';
  durationMs: number;
  speechStartMs: number;
  speechEndMs: number;
}

const WAV_HEADER_BYTES = 44;

export function speechFixtures(noise?: SpeechFixture['noise']): SpeechFixture[] {
  const { items } = JSON.parse(readFileSync(new URL('manifest.json', FOLDER), 'utf8')) as {
    items: SpeechFixture[];
  };
  return noise ? items.filter((item) => item.noise === noise) : items;
}

export function fixturePcm({ file }: SpeechFixture): Int16Array {
  const wav = readFileSync(new URL(file, FOLDER));
  return new Int16Array(wav.buffer.slice(wav.byteOffset + WAV_HEADER_BYTES, wav.byteOffset + wav.length));
}

/** Audio in chunks of 20 ms, as a microphone sends it. */
export function* microphoneChunks(pcm: Int16Array, chunkSamples = 320): Generator<Int16Array> {
  for (let at = 0; at < pcm.length; at += chunkSamples) yield pcm.slice(at, at + chunkSamples);
}

export async function* toAsync<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

/** A room without speech, PCM 16 kHz mono. Not only zeros: they would mean that the system has muted the microphone. */
export const quietRoom = (ms: number): Int16Array =>
  new Int16Array(ms * 16).map((_, i) => (i % 16 === 0 ? 2 : 0));
