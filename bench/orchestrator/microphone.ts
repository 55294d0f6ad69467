import { FRAME_MS, LAST_FRAME, LOUD_FRAME, SILENT_FRAME } from './script.ts';

export interface Spoken {
  /** When the first frame with speech was given to the contestant, by `performance.now()`. */
  onsetAt: number;
  /** The same of the last one. */
  endAt: number;
  /** When that should have been given: earlier, where the process is behind. */
  endDueAt: number;
}

interface Speaking {
  framesLeft: number;
  words: boolean;
  onsetAt: number;
  done(spoken: Spoken): void;
}

/** Frames of 20 ms in real time: silence, and now and then speech. A frame late is not a frame lost. */
export class Microphone {
  #dueAt = performance.now();
  #speaking: Speaking | null = null;
  readonly #give: (pcm: Int16Array) => void;

  constructor(give: (pcm: Int16Array) => void) {
    this.#give = give;
    open.add(this);
    ticker ??= setInterval(() => open.forEach((microphone) => microphone.tick()), TICK_MS);
  }

  /**
   * Speaks with the next frame. Resolves with the last one.
   * @param words false: a cough, which no recogniser finds words in
   */
  say(durationMs: number, { words = true } = {}): Promise<Spoken> {
    return new Promise((done) => {
      this.#speaking = { framesLeft: durationMs / FRAME_MS, words, onsetAt: NaN, done };
    });
  }

  stop(): void {
    open.delete(this);
    if (open.size > 0) return;
    clearInterval(ticker);
    ticker = undefined;
  }

  tick(): void {
    const now = performance.now();
    for (; this.#dueAt <= now; this.#dueAt += FRAME_MS) this.#frame();
  }

  #frame(): void {
    const speaking = this.#speaking;
    if (!speaking) return this.#give(SILENT_FRAME);
    const now = performance.now();
    if (Number.isNaN(speaking.onsetAt)) speaking.onsetAt = now;
    const last = --speaking.framesLeft === 0;
    if (last) {
      this.#speaking = null;
      speaking.done({ onsetAt: speaking.onsetAt, endAt: now, endDueAt: this.#dueAt });
    }
    this.#give(last && speaking.words ? LAST_FRAME : LOUD_FRAME);
  }
}

/** One timer for all: hundreds of microphones are not to cost more than what listens to them. */
const open = new Set<Microphone>();
const TICK_MS = 5;
let ticker: NodeJS.Timeout | undefined;
