import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PagePhrases, Stt, SttInput } from '../../../backend/src/stt/stt.port.ts';
import { fixturePcm, type SpeechFixture } from '../../../testing/speech-fixtures.ts';

const FRAME_MS = 20;
const SAMPLES_PER_MS = 16;

/** As the gate marks them: the beginning late, the end after enough silence. */
const START_AFTER_MS = 100;
const PRE_ROLL_MS = 320;
const PAUSE_AFTER_MS = 96;
const END_AFTER_MS = 400;

/** One person's session with a recogniser: it gets the audio, and marks where speech begins, pauses and ends. */
export class Speaker {
  #hasPage = false;
  readonly #items: SttInput[] = [];
  readonly #events = new EventEmitter();

  /** @param phrases of the page that is open */
  constructor(stt: Stt, phrases?: PagePhrases) {
    if (phrases) this.open(phrases);
    void this.#listen(stt);
  }

  /** Another page. */
  open(phrases: PagePhrases): void {
    this.#hasPage = phrases.names.length > 0;
    this.#give({ type: 'phrases', phrases });
  }

  /**
   * @param isPaced in real time rather than at once
   * @returns when the final came, in ms after the end of speech in the recording
   */
  async say(fixture: SpeechFixture, isPaced: boolean): Promise<number> {
    const startedAt = performance.now();
    const final = once(this.#events, 'final');
    const pcm = fixturePcm(fixture);
    const marks = this.#marks(fixture, pcm);
    for (let atMs = 0; marks.length > 0; atMs += FRAME_MS) {
      if (isPaced) await sleep(Math.max(0, startedAt + atMs - performance.now()));
      for (; marks[0] && marks[0].atMs <= atMs; marks.shift()) this.#give(marks[0].mark);
      const frame = pcm.slice(atMs * SAMPLES_PER_MS, (atMs + FRAME_MS) * SAMPLES_PER_MS);
      this.#give({ type: 'audio', pcm: frame });
    }
    await final;
    return performance.now() - startedAt - fixture.speechEndMs;
  }

  #marks({ speechStartMs, speechEndMs }: SpeechFixture, pcm: Int16Array): { atMs: number; mark: SttInput }[] {
    const startMs = speechStartMs + START_AFTER_MS;
    const preRoll = pcm.slice(Math.max(0, startMs - PRE_ROLL_MS) * SAMPLES_PER_MS, startMs * SAMPLES_PER_MS);
    return [
      { atMs: startMs, mark: { type: 'speech_start', preRoll } },
      // Only who has a page may have said a command.
      ...(this.#hasPage
        ? [{ atMs: speechEndMs + PAUSE_AFTER_MS, mark: { type: 'speech_pause' } as const }]
        : []),
      { atMs: speechEndMs + END_AFTER_MS, mark: { type: 'speech_end' } },
    ];
  }

  #give(item: SttInput): void {
    this.#items.push(item);
    this.#events.emit('item');
  }

  async #listen(stt: Stt): Promise<void> {
    const options = { language: 'en-US', signal: new AbortController().signal };
    for await (const event of stt.transcribe(this.#input(), options))
      if (event.type === 'final') this.#events.emit('final');
  }

  async *#input(): AsyncGenerator<SttInput, void, undefined> {
    for (;;) {
      for (let item; (item = this.#items.shift());) yield item;
      await once(this.#events, 'item');
    }
  }
}
