/** One person's speech, given to a recogniser in the way of a session: audio, and marks where speech begins, pauses and ends. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PagePhrases, Stt, SttInput } from '../../../backend/src/stt/stt.port.ts';
import { fixturePcm, type SpeechFixture } from '../../../testing/speech-fixtures.ts';

export interface Transcribed {
  text: string;
  /** From the end of speech in the recording to the final. */
  finalMs: number;
}

const FRAME_MS = 20;
const SAMPLES_PER_MS = 16;

/** As the gate marks them: the beginning late, the end after enough silence. */
const START_AFTER_MS = 100;
const PRE_ROLL_MS = 320;
const PAUSE_AFTER_MS = 128;
const END_AFTER_MS = 400;

/** @param isPaced in real time rather than at once */
export async function transcribe(
  stt: Stt,
  fixture: SpeechFixture,
  phrases: PagePhrases | undefined,
  isPaced: boolean,
): Promise<Transcribed> {
  const startedAt = performance.now();
  const input = items(fixture, phrases, isPaced, startedAt);
  const options = { language: 'en-US', signal: new AbortController().signal };
  for await (const event of stt.transcribe(input, options)) {
    if (event.type !== 'final') continue;
    return { text: event.text, finalMs: performance.now() - startedAt - fixture.speechEndMs };
  }
  throw new Error(`There was no final for "${fixture.text}".`);
}

async function* items(
  fixture: SpeechFixture,
  phrases: PagePhrases | undefined,
  isPaced: boolean,
  startedAt: number,
): AsyncGenerator<SttInput, void, undefined> {
  const pcm = fixturePcm(fixture);
  const { speechStartMs, speechEndMs } = fixture;
  if (phrases) yield { type: 'phrases', phrases };
  const marks: [number, SttInput][] = [
    [
      speechStartMs + START_AFTER_MS,
      { type: 'speech_start', preRoll: before(pcm, speechStartMs + START_AFTER_MS) },
    ],
    ...(phrases
      ? [[speechEndMs + PAUSE_AFTER_MS, { type: 'speech_pause' }] satisfies [number, SttInput]]
      : []),
    [speechEndMs + END_AFTER_MS, { type: 'speech_end' }],
  ];
  for (let atMs = 0; marks.length > 0; atMs += FRAME_MS) {
    if (isPaced) await sleep(Math.max(0, startedAt + atMs - performance.now()));
    for (; marks[0] && marks[0][0] <= atMs; marks.shift()) yield marks[0][1];
    yield { type: 'audio', pcm: pcm.slice(atMs * SAMPLES_PER_MS, (atMs + FRAME_MS) * SAMPLES_PER_MS) };
  }
}

const before = (pcm: Int16Array, atMs: number): Int16Array =>
  pcm.slice(Math.max(0, atMs - PRE_ROLL_MS) * SAMPLES_PER_MS, atMs * SAMPLES_PER_MS);
