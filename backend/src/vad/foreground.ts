import { dbfs } from '#audio';
import { SpeechGate } from './speech-gate.js';

/** Two seconds of Silero's frames without speech: enough to know a room, and to get used to a fan that goes on. */
const REMEMBERED_FRAMES = 62;

/** What is always there is as loud as its quietest tenth, and at times louder. */
const QUIET_SHARE = 0.1;

/**
 * Measured on babble 15 dB under the speaker, which Silero takes for speech in two of ten recordings before the speaker
 * begins, and in most for 0.1 s after: none of it rises this far above its own quietest tenth. The first syllables of
 * all speakers do, in babble and in pink noise.
 */
const RISES_DB = 6;

/** Neither speech nor silence to any gate: what was goes on. */
const DOUBTFUL = 0.3;

/** The closure of a stop consonant sinks into the background for as long, and Silero rightly hears speech in it. */
const SUNK_FRAMES = 4;

/** Whose voice it is: a detector of speech also hears the people at the next table, who are no louder than the room. */
export class Foreground {
  readonly #gate = new SpeechGate();
  /** In dBFS, while nobody spoke. */
  readonly #room: number[] = [];
  #sunkFrames = 0;

  /**
   * @param pcm the next frame of one microphone
   * @param probability how likely it holds speech
   * @returns the same where it rises above what is always there. Where not: nothing begins with it, and a voice that has
   * sunk into the background for a while is over.
   */
  push(pcm: Int16Array, probability: number): number {
    const rises = this.#rises(dbfs(pcm));
    this.#sunkFrames = rises ? 0 : this.#sunkFrames + 1;
    const most = rises ? 1 : !this.#gate.speaking ? DOUBTFUL : this.#sunkFrames < SUNK_FRAMES ? 1 : 0;
    const own = Math.min(probability, most);
    this.#gate.push(own, pcm.length);
    return own;
  }

  #rises(level: number): boolean {
    if (!this.#gate.speaking) this.#room.push(level);
    if (this.#room.length > REMEMBERED_FRAMES) this.#room.shift();
    const sorted = this.#room.toSorted((a, b) => a - b);
    return level >= sorted[Math.floor(sorted.length * QUIET_SHARE)]! + RISES_DB;
  }
}
