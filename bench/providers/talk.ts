import type * as queueModule from '../../backend/src/stt/input-queue.ts';
import type * as resilientModule from '../../backend/src/stt/resilient-stt.ts';
import type { Stt, SttEvent } from '../../backend/src/stt/stt.port.ts';
import { built } from '../lib/built.ts';

const { SttInputQueue } = await built<typeof queueModule>('backend/src/stt/input-queue.js');
const { eventsOf } = await built<typeof resilientModule>('backend/src/stt/resilient-stt.js');

const FRAME_SAMPLES = 512;
/** One word for the emulated recognisers: a level for 44 ms, then a gap. */
const WORD_SAMPLES = 1_024;
const SOUND_SAMPLES = 704;
const WORDS = 10;
/** Distance between the levels that stand for words. */
const LEVEL = 1_400;

/** Far longer than the round trip to an emulator. */
const MOMENT_MS = 50;

/** Silence that ends a turn for recognisers with turn events. */
const PAUSE_FRAMES = 40;

/** One recogniser session that gets the same words repeatedly, faster than real time. */
export class Talk {
  readonly #stt: Stt;
  readonly #abort = new AbortController();
  readonly #queue = new SttInputQueue();
  readonly #events: AsyncIterator<SttEvent>;

  constructor(stt: Stt) {
    this.#stt = stt;
    const options = { language: 'en-US', signal: this.#abort.signal };
    this.#events = eventsOf(stt, this.#queue, options);
  }

  /** Sends speech and waits for its final transcript. @returns when the end of speech was sent */
  async utterance(): Promise<number> {
    this.#queue.push({ type: 'speech_start' });
    for (const pcm of frames()) this.#queue.push({ type: 'audio', pcm });
    // A turn ends with a mark, or with the silence that the recogniser needs.
    const pause = this.#stt.turnEvents ? PAUSE_FRAMES : 0;
    for (let i = 0; i < pause; i++) this.#queue.push({ type: 'audio', pcm: new Int16Array(FRAME_SAMPLES) });
    const endedAt = performance.now();
    this.#queue.push({ type: 'speech_end' });
    for (;;) {
      const { value, done } = await this.#events.next();
      if (done) throw new Error(`${this.#stt.name} ended the session.`);
      const isOver = value.type === 'final' || value.type === 'end_of_turn';
      if (isOver && value.text !== '') return endedAt;
    }
  }

  /** Sends speech, and waits until its transcript is due. @returns a function that cancels and waits for the end */
  async untilDue(): Promise<() => Promise<void>> {
    this.#queue.push({ type: 'speech_start' });
    for (const pcm of frames()) this.#queue.push({ type: 'audio', pcm });
    this.#queue.push({ type: 'speech_end' });
    let waiting = this.#events.next();
    // Waits for a partial, or for a moment if the recogniser sends none.
    const moment = new Promise<undefined>((resolve) => setTimeout(resolve, MOMENT_MS));
    while (await Promise.race([waiting, moment])) waiting = this.#events.next();
    return async () => {
      this.#abort.abort();
      while (!(await waiting).done) waiting = this.#events.next();
    };
  }

  async end(): Promise<void> {
    this.#abort.abort();
    await this.#events.return?.();
  }
}

function* frames(): Generator<Int16Array> {
  const pcm = new Int16Array(WORDS * WORD_SAMPLES);
  for (let word = 0; word < WORDS; word++) {
    const at = word * WORD_SAMPLES;
    pcm.fill((word + 1) * LEVEL, at, at + SOUND_SAMPLES);
  }
  for (let at = 0; at < pcm.length; at += FRAME_SAMPLES) yield pcm.subarray(at, at + FRAME_SAMPLES);
}
