/**
 * What an emulator of speech recognition hears. Tests encode words as levels: each word is a short stretch of constant
 * loudness, which survives resampling. Other sound, such as real speech, is heard as the given transcript.
 */

/** A word lasts for two frames of the detector: sound, then a gap. */
export const WORD_MS = 64;
const SOUND_MS = 44;
/** Shorter stretches are edges. */
const LEAST_SOUND_MS = 20;
const LEVEL_STEP = 200;
/** A resampler rings a little beside an edge. */
const LEVEL_TOLERANCE = 30;

const CONSONANTS = [...'bdfghjklmnprstvwyz'];
const VOWELS = [...'aeiou'];
const VOCABULARY = CONSONANTS.flatMap((consonant) => VOWELS.map((vowel) => consonant + vowel));

/** That many words, no two neighbours alike. @param seed other words for another speaker */
export const wordsOf = (count: number, seed = 0): string[] =>
  Array.from({ length: count }, (_, i) => VOCABULARY[(seed + i * 7) % VOCABULARY.length]!);

/** These words as PCM. */
export function speak(words: readonly string[], sampleRateHz = 16_000): Int16Array {
  const wordSamples = (WORD_MS * sampleRateHz) / 1_000;
  const soundSamples = (SOUND_MS * sampleRateHz) / 1_000;
  const pcm = new Int16Array(words.length * wordSamples);
  for (const [i, word] of words.entries()) {
    const level = (VOCABULARY.indexOf(word) + 1) * LEVEL_STEP;
    pcm.fill(level, i * wordSamples, i * wordSamples + soundSamples);
  }
  return pcm;
}

/** Sound louder than this is speech. */
const LOUD = 100;

/** One word of the given transcript is heard for each such stretch of speech. */
const TRANSCRIPT_WORD_MS = 300;

export class SpeechDecoder {
  /** The utterance so far. */
  words: string[] = [];
  /** Everything that was heard, including silence. */
  samples = 0;
  /** Since the last sound. */
  silentSamples = 0;
  #level = 0;
  #run = 0;
  #transcript: string[] | undefined;
  #loudSamples = 0;

  /** @param nextTranscript the transcript of the next utterance, if the sound is not in levels */
  constructor(
    private readonly sampleRateHz: number,
    private readonly nextTranscript?: () => string,
  ) {}

  get silentMs(): number {
    return (this.silentSamples * 1_000) / this.sampleRateHz;
  }

  get seconds(): number {
    return this.samples / this.sampleRateHz;
  }

  decode(bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 1 < bytes.byteLength; at += 2) {
      const sample = view.getInt16(at, true);
      const isLoud = Math.abs(sample) > LOUD;
      this.samples++;
      this.silentSamples = isLoud ? 0 : this.silentSamples + 1;
      if (this.nextTranscript) this.#hearSpeech(isLoud);
      else this.#hearLevel(sample);
    }
  }

  /** Returns the words so far and starts another utterance. */
  take(): string {
    const words = this.#transcript ?? this.words;
    this.words = [];
    this.#transcript = undefined;
    this.#loudSamples = 0;
    return words.join(' ');
  }

  #hearLevel(sample: number): void {
    const index = Math.round(sample / LEVEL_STEP);
    const level = Math.abs(sample - index * LEVEL_STEP) <= LEVEL_TOLERANCE ? index : -1;
    if (level === -1) return;
    if (level !== this.#level) {
      this.#level = level;
      this.#run = 0;
    }
    this.#run++;
    const least = (LEAST_SOUND_MS * this.sampleRateHz) / 1_000;
    const word = VOCABULARY[level - 1];
    if (word !== undefined && this.#run === least) this.words.push(word);
  }

  #hearSpeech(isLoud: boolean): void {
    if (!isLoud) return;
    this.#transcript ??= this.nextTranscript!().split(' ');
    this.#loudSamples++;
    const count = Math.ceil((this.#loudSamples * 1_000) / this.sampleRateHz / TRANSCRIPT_WORD_MS);
    this.words = this.#transcript.slice(0, count);
  }
}
