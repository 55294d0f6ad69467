/**
 * Is speech a hum, "mm-hm", made with a closed mouth? Recognisers find words in it ("who", "I'm", "what"); the sound
 * itself shows that there are none.
 */

export interface HumOptions {
  /** Off: what a recogniser makes of a hum counts. */
  enabled: boolean;
  /** In a hum, energy above `brightAboveHz` lies further than this below that of the murmur, in dB. */
  brightBelowDb: number;
  /** The murmur of a closed mouth lies below this, in Hz. */
  murmurBelowHz: number;
  /** Open vowels and consonants have energy above this, in Hz. */
  brightAboveHz: number;
  /** Shorter sounds are no hums, in ms. */
  minMs: number;
  /** A transcript of more words than this is not the transcript of a hum. */
  maxWords: number;
}

export const HUM_DEFAULTS: Readonly<HumOptions> = {
  enabled: true,
  // Measured with three synthetic voices: 27 to 43 dB in hums, at most 20 dB in "no", "stop" and "wait". Single words
  // that are nearly hums, "who" and "moon", lie between.
  brightBelowDb: -23,
  // A closed mouth lets out little but the nasal murmur (K. N. Stevens, Acoustic Phonetics, ch. 9).
  murmurBelowHz: 450,
  brightAboveHz: 600,
  // "no" begins as a hum does.
  minMs: 100,
  // PocketSphinx hears one word in two syllables of humming, or one in each.
  maxWords: 2,
};

/** Below this is the rumble of desks and hands. */
const RUMBLE_BELOW_HZ = 80;

const SAMPLES_PER_MS = 16;

/** Listens to one stretch of speech. 16 kHz. */
export class HumDetector {
  readonly #rumble = biquad('highpass', RUMBLE_BELOW_HZ);
  readonly #low: Filter;
  readonly #high: Filter;
  #lowEnergy = 0;
  #highEnergy = 0;
  #samples = 0;

  constructor(private readonly options: HumOptions = HUM_DEFAULTS) {
    const { murmurBelowHz, brightAboveHz } = options;
    this.#low = chain(biquad('lowpass', murmurBelowHz), biquad('lowpass', murmurBelowHz));
    this.#high = chain(biquad('highpass', brightAboveHz), biquad('highpass', brightAboveHz));
  }

  /** Whether everything that was pushed since the last reset sounds like a hum. */
  get isHum(): boolean {
    const { enabled, minMs, brightBelowDb } = this.options;
    if (!enabled || this.#samples < minMs * SAMPLES_PER_MS || this.#lowEnergy === 0) return false;
    return 10 * Math.log10(this.#highEnergy / this.#lowEnergy) < brightBelowDb;
  }

  /** @returns whether `text` may be what a recogniser made of a hum */
  mayBeTranscribedAs(text: string): boolean {
    return text !== '' && text.trim().split(/\s+/).length <= this.options.maxWords;
  }

  reset(): void {
    this.#lowEnergy = 0;
    this.#highEnergy = 0;
    this.#samples = 0;
  }

  /** @param pcm 16 kHz mono, the next of the speech; takes some 80 µs for 32 ms of it */
  push(pcm: Int16Array): void {
    for (const sample of pcm) {
      const value = this.#rumble(sample);
      const low = this.#low(value);
      const high = this.#high(value);
      this.#lowEnergy += low * low;
      this.#highEnergy += high * high;
    }
    this.#samples += pcm.length;
  }
}

type Filter = (value: number) => number;

const chain =
  (first: Filter, second: Filter): Filter =>
  (value) =>
    second(first(value));

/** A Butterworth filter of second order at 16 kHz: R. Bristow-Johnson's Audio EQ Cookbook, Q = 1/sqrt(2). */
function biquad(type: 'lowpass' | 'highpass', hz: number): Filter {
  const w = (2 * Math.PI * hz) / 16_000;
  const [cos, alpha] = [Math.cos(w), Math.sin(w) * Math.SQRT1_2];
  const b = (type === 'lowpass' ? 1 - cos : 1 + cos) / 2 / (1 + alpha);
  const b1 = type === 'lowpass' ? 2 * b : -2 * b;
  const a1 = (-2 * cos) / (1 + alpha);
  const a2 = (1 - alpha) / (1 + alpha);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return (x) => {
    const y = b * x + b1 * x1 + b * x2 - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    return y;
  };
}
