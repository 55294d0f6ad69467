import type { ProviderError } from '../../../backend/src/provider-kit/errors/provider-error.js';
import { speak } from '../../emulators/stt/synthetic-speech.js';
import { SttInputQueue } from '../../../backend/src/stt/input-queue.js';
import { eventsOf, ResilientStt } from '../../../backend/src/stt/resilient-stt.js';
import type { Stt, SttEvent, SttInput } from '../../../backend/src/stt/stt.port.js';

/** The detector's frame. */
const FRAME_SAMPLES = 512;

/** Frames that the detector needs to detect the start and the end of speech. */
const ONSET_FRAMES = 3;
const HANGOVER_FRAMES = 6;

/** A second of silence, which recognisers that end turns by themselves need. */
const PAUSE_FRAMES = 32;

const silence = (): SttInput => ({ type: 'audio', pcm: new Int16Array(FRAME_SAMPLES) });

export function* framesOf(pcm: Int16Array): Generator<SttInput> {
  for (let at = 0; at < pcm.length; at += FRAME_SAMPLES) {
    const frame = new Int16Array(FRAME_SAMPLES);
    frame.set(pcm.subarray(at, at + FRAME_SAMPLES));
    yield { type: 'audio', pcm: frame };
  }
}

/** Words with the detector's marks. */
export function* utteranceOf(words: readonly string[]): Generator<SttInput> {
  let frames = 0;
  for (const frame of framesOf(speak(words))) {
    yield frame;
    if (++frames === ONSET_FRAMES) yield { type: 'speech_start' };
  }
  if (frames < ONSET_FRAMES) yield { type: 'speech_start' };
  for (let i = 0; i < HANGOVER_FRAMES; i++) yield silence();
  yield { type: 'speech_end' };
  for (let i = 0; i < PAUSE_FRAMES; i++) yield silence();
}

/** What a page shows from now on. */
export const phrasesOf = (...names: string[]): SttInput => ({
  type: 'phrases',
  phrases: { names, numbers: [] },
});

/** One session of a recogniser: its input and its events so far. */
export class SpokenSession {
  readonly events: SttEvent[] = [];
  readonly abort = new AbortController();
  /** How the stream ended: with or without an error. */
  readonly ended: Promise<unknown>;
  readonly #input = new SttInputQueue();
  #changed = Promise.withResolvers<void>();

  constructor(stt: Stt, language = 'en-US', warn?: (error: ProviderError) => void) {
    const options = { language, signal: this.abort.signal, warn };
    // A provider is used as its stage uses it, with the guard.
    const events =
      stt instanceof ResilientStt
        ? stt.transcribe(this.#input, options)
        : eventsOf(stt, this.#input, options);
    this.ended = this.#read(events).then(
      () => undefined,
      (error: unknown) => error,
    );
    void this.ended.then(() => this.#changed.resolve());
  }

  give(items: Iterable<SttInput>): void {
    for (const item of items) this.#input.push(item);
  }

  say(words: readonly string[]): void {
    this.give(utteranceOf(words));
  }

  finish(): void {
    this.#input.close();
  }

  /** Texts of one kind so far. */
  texts(type: 'partial' | 'final' | 'end_of_turn' | 'eager_end'): string[] {
    return this.events.flatMap((event) => (event.type === type ? [event.text] : []));
  }

  /** Waits until the condition holds. @throws if the stream ends before */
  async until(holds: (session: this) => boolean): Promise<void> {
    let over = false;
    void this.ended.then(() => (over = true));
    while (!holds(this)) {
      if (over) throw new Error(`The stream ended with ${JSON.stringify(this.events.slice(-3))}`);
      await this.#changed.promise;
    }
  }

  async #read(events: AsyncIterable<SttEvent>): Promise<void> {
    for await (const event of events) {
      this.events.push(event);
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    }
  }
}
