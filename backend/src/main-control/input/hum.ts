/**
 * Is speech a hum ("mm-hm") with a closed mouth? Recognisers find words in it ("who", "I'm", "what"), but the sound
 * shows that there are none.
 */

export interface HumOptions {
  /** Off: a hum's transcript is used as it is. */
  enabled: boolean;
  /** In a hum, the energy above `brightAboveHz` relative to the murmur's energy is below this, in dB. */
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
  // Measured with three synthetic voices: -43 to -27 dB in hums, -20 dB or more in "no", "stop" and "wait". Words like
  // "who" and "moon", which are nearly hums, lie between.
  brightBelowDb: -23,
  // A closed mouth produces little except the nasal murmur (K. N. Stevens, Acoustic Phonetics, ch. 9).
  murmurBelowHz: 450,
  brightAboveHz: 600,
  // The start of "no" sounds like a hum.
  minMs: 100,
  // PocketSphinx hears one or two words in a hum of two syllables.
  maxWords: 2,
};

/** Sound below this is the rumble of desks and hands. */
const RUMBLE_BELOW_HZ = 80;

const SAMPLES_PER_MS = 16;

/** Analyses one stretch of speech at 16 kHz. */
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

  /** Whether all audio since the last reset sounds like a hum. */
  get isHum(): boolean {
    const { enabled, minMs, brightBelowDb } = this.options;
    if (!enabled || this.#samples < minMs * SAMPLES_PER_MS || this.#lowEnergy === 0) return false;
    return 10 * Math.log10(this.#highEnergy / this.#lowEnergy) < brightBelowDb;
  }

  /** @returns whether `text` may be the transcript of a hum */
  mayBeTranscribedAs(text: string): boolean {
    return text !== '' && text.trim().split(/\s+/).length <= this.options.maxWords;
  }

  reset(): void {
    this.#lowEnergy = 0;
    this.#highEnergy = 0;
    this.#samples = 0;
  }

  /** @param pcm the next audio, 16 kHz mono; 32 ms take about 80 µs */
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
