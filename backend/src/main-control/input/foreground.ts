import { dbfs } from '#audio';

/** Frames are those of the detector: Silero's are 32 ms. */
export interface ForegroundOptions {
  /** Off: every voice in the room is the user's. */
  enabled: boolean;
  /** How many frames without the user's speech the room is judged by. */
  rememberedFrames: number;
  /** In a room that talks, the detector is in doubt about more than this share of the frames. */
  talkingShare: number;
  /** A frame with a speech probability above this is in doubt. */
  doubtAbove: number;
  /** The room is as loud as this share of its quietest frames. */
  quietShare: number;
  /** The user is louder than the room by at least this, in dB. */
  riseDb: number;
  /** Until this many frames are known, certain speech counts: the user may have begun before the microphone. */
  knownFrames: number;
  /** A frame with a speech probability above this is certain speech. */
  certainAbove: number;
  /** The speech probability that frames of the room are given: no gate takes it for the beginning of speech. */
  roomProbability: number;
  /** Speech that has been no louder than the room for this many frames is over. */
  sunkFrames: number;
}

export const FOREGROUND_DEFAULTS: Readonly<ForegroundOptions> = {
  enabled: true,
  // Two seconds: enough to know a room, and to get used to one that grows louder.
  rememberedFrames: 62,
  // Silero is in doubt about fewer frames of steady noise.
  talkingShare: 0.2,
  doubtAbove: 0.2,
  // Babble is as loud as its quietest tenth, and at times louder.
  quietShare: 0.1,
  // Measured on ten recordings with babble 15 dB under the speaker: before the speaker begins it rises 3.8 to 5.7 dB
  // above its own quietest tenth, and Silero takes it for speech in two of them. All speakers rise further with their
  // first syllable.
  riseDb: 6,
  // One second.
  knownFrames: 31,
  certainAbove: 0.8,
  // Equal to the threshold below which the onset detector hears silence.
  roomProbability: 0.3,
  // The closure of a stop consonant sinks into the babble for as long, and Silero rightly hears speech in it.
  sunkFrames: 4,
};

/** Tells the user from other people in the room, where a speech detector hears speech all the time. One microphone. */
export class Foreground {
  readonly #options: ForegroundOptions;
  /** Levels in dBFS while the user did not speak, and whether the detector was in doubt: ring buffers. */
  readonly #levels: Float32Array;
  readonly #doubts: Uint8Array;
  #frames = 0;
  #framesInDoubt = 0;
  #sunkFrames = 0;

  constructor(options: ForegroundOptions = FOREGROUND_DEFAULTS) {
    this.#options = options;
    this.#levels = new Float32Array(options.rememberedFrames);
    this.#doubts = new Uint8Array(options.rememberedFrames);
  }

  /**
   * @param pcm the next frame
   * @param probability how likely it holds speech
   * @param speaking whether the user is taken to be speaking
   * @returns the probability that it holds the user's speech: lower where the room talks and the frame is no louder
   */
  push(pcm: Int16Array, probability: number, speaking: boolean): number {
    const { enabled, riseDb, sunkFrames, roomProbability } = this.#options;
    if (!enabled) return probability;
    const level = dbfs(pcm);
    if (!speaking) this.#remember(level, probability);
    const sinks = this.#roomTalks() && level < this.#quiet() + riseDb && !this.#isFirst(probability);
    this.#sunkFrames = sinks ? this.#sunkFrames + 1 : 0;
    if (!sinks) return probability;
    if (speaking) return this.#sunkFrames < sunkFrames ? probability : 0;
    return Math.min(probability, roomProbability);
  }

  /** The microphone was opened while the user spoke. */
  #isFirst(probability: number): boolean {
    const { knownFrames, certainAbove } = this.#options;
    return this.#frames < knownFrames && probability > certainAbove;
  }

  #remember(level: number, probability: number): void {
    const at = this.#frames++ % this.#options.rememberedFrames;
    const doubt = Number(probability > this.#options.doubtAbove);
    this.#framesInDoubt += doubt - this.#doubts[at]!;
    this.#doubts[at] = doubt;
    this.#levels[at] = level;
  }

  get #remembered(): number {
    return Math.min(this.#frames, this.#options.rememberedFrames);
  }

  #roomTalks(): boolean {
    return this.#framesInDoubt > this.#remembered * this.#options.talkingShare;
  }

  #quiet(): number {
    const count = this.#remembered;
    return this.#levels.slice(0, count).sort()[Math.floor(count * this.#options.quietShare)]!;
  }
}
