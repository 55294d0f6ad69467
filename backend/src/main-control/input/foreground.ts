import { dbfs } from '#audio';

/** Two seconds of Silero's frames without speech: enough to know a room, and to get used to one that grows louder. */
const REMEMBERED_FRAMES = 62;

/** A room talks where a detector is in doubt about so many of its frames, as Silero is of few steady noises. */
const TALKING_SHARE = 0.2;
const IN_DOUBT = 0.2;

/** A murmur is as loud as its quietest tenth, and at times louder. */
const QUIET_SHARE = 0.1;

/**
 * Measured on ten recordings with the murmur of many people 15 dB under the speaker: before the speaker begins it rises
 * 3.8 to 5.7 dB above its own quietest tenth, and Silero takes it for speech in two of them. All speakers rise further
 * with their first syllable.
 */
const RISES_DB = 6;

/** Until so much of a room is known, what is surely speech may be the user, who began before the microphone. */
const KNOWN_FRAMES = 31;
const SURELY_SPEECH = 0.8;

/** With this no gate takes speech to begin. */
const BEGINS_NOTHING = 0.3;

/** The closure of a stop consonant sinks into the murmur for as long, and a detector rightly hears speech in it. */
const SUNK_FRAMES = 4;

/** Whose voice it is: in a room full of people a detector of speech hears speech all the time. One microphone. */
export class Foreground {
  /** Levels in dBFS while the user did not speak, and whether the detector was in doubt: rings, since every frame comes by. */
  readonly #levels = new Float32Array(REMEMBERED_FRAMES);
  readonly #doubts = new Uint8Array(REMEMBERED_FRAMES);
  #frames = 0;
  #framesInDoubt = 0;
  #sunkFrames = 0;

  /**
   * @param pcm the next frame
   * @param probability how likely it holds speech
   * @param speaking the user is taken to speak
   * @returns the same, but where the room talks and the frame does not rise above it: nothing begins with it, and a voice
   * that has sunk into the room for a while is over
   */
  push(pcm: Int16Array, probability: number, speaking: boolean): number {
    const level = dbfs(pcm);
    if (!speaking) this.#remember(level, probability);
    const sinks = this.#roomTalks() && level < this.#quiet() + RISES_DB && !this.#isFirst(probability);
    this.#sunkFrames = sinks ? this.#sunkFrames + 1 : 0;
    if (!sinks) return probability;
    if (speaking) return this.#sunkFrames < SUNK_FRAMES ? probability : 0;
    return Math.min(probability, BEGINS_NOTHING);
  }

  /** The session began while the user spoke. */
  #isFirst(probability: number): boolean {
    return this.#frames < KNOWN_FRAMES && probability > SURELY_SPEECH;
  }

  #remember(level: number, probability: number): void {
    const at = this.#frames++ % REMEMBERED_FRAMES;
    const doubt = Number(probability > IN_DOUBT);
    this.#framesInDoubt += doubt - this.#doubts[at]!;
    this.#doubts[at] = doubt;
    this.#levels[at] = level;
  }

  get #remembered(): number {
    return Math.min(this.#frames, REMEMBERED_FRAMES);
  }

  #roomTalks(): boolean {
    return this.#framesInDoubt > this.#remembered * TALKING_SHARE;
  }

  #quiet(): number {
    const count = this.#remembered;
    return this.#levels.slice(0, count).sort()[Math.floor(count * QUIET_SHARE)]!;
  }
}
