import { FRAME_MS, LAST_FRAME, LOUD_FRAME, SILENT_FRAME } from './script.ts';

export interface SpeechTimes {
  /** When the contestant got the first speech frame, by `performance.now()`. */
  onsetAt: number;
  /** When the contestant got the last speech frame. */
  endAt: number;
  /** When the last speech frame was due. Earlier than `endAt` if the process is behind. */
  endDueAt: number;
}

interface Speaking {
  framesLeft: number;
  words: boolean;
  onsetAt: number;
  done(spoken: SpeechTimes): void;
}

/** A simulated microphone: 20 ms frames in real time. A late frame is sent later, never dropped. */
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
   * Starts speaking with the next frame and resolves with the last one.
   * @param words false for a cough, which yields no transcript
   */
  say(durationMs: number, { words = true } = {}): Promise<SpeechTimes> {
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

/** One timer for all microphones, so that hundreds of them stay cheap. */
const open = new Set<Microphone>();
const TICK_MS = 5;
let ticker: NodeJS.Timeout | undefined;
