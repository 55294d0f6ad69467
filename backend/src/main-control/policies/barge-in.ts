/** What does the user's voice do to an answer that is being spoken? Pure: the clock is the caller's. */
import { isBackchannel, isStopCommand } from './backchannel.js';

export interface BargeInOptions {
  /** Speech this long without a word that was recognised stops the answer, by itself or once words had their chance. */
  minSpeechMs: number;
}

export const BARGE_IN_DEFAULTS: Readonly<BargeInOptions> = {
  // 250 ms: where vellum's live voice ended up after 60 ms stopped for every click.
  minSpeechMs: 250,
};

/**
 * How long a recogniser may take to show the first word of speech that goes on. Until then speech that lasts may still
 * turn out to be "mhm". Nobody waits: the answer is held while this is open. The keyless recogniser needs 340 ms
 * (median) from the start of speech.
 */
export const FIRST_WORD_MS = 350;

/**
 * A hum of two syllables, "mm-hm", lasts 420 ms and has no words, and Silero hears it for up to 250 ms longer: only a
 * voice that outlasts `minSpeechMs` by this is no hum. It costs nobody anything either: the answer is silent already.
 */
export const LONGEST_HUM_MS = 550;

/** "Mhm, okay, right, yeah" may go on for so long before it counts as taking the turn. */
const LONGEST_BACKCHANNEL_MS = 1_500;

/** The transcript of such words may take so long. */
export const LONGEST_DOUBT_MS = 4_000;

export interface Overlap {
  /** Since when the user has been audible. */
  startedAt: number;
  /** Still audible now. */
  audible: boolean;
  /** All that was recognised of it so far. */
  words: string;
  /** `words` is final: nothing more will be recognised of what was said so far. */
  transcribed: boolean;
}

/** `stop`: the answer is over. `wait`: hold it, and see. `resume`: it was nothing, go on. */
export type Verdict = 'stop' | 'wait' | 'resume';

/**
 * @returns the verdict now, and when to ask again though nothing happened (null: never)
 */
export function judgeOverlap(
  overlap: Overlap,
  now: number,
  options: BargeInOptions,
): { verdict: Verdict; againAt: number | null } {
  const { startedAt, audible, words, transcribed } = overlap;
  const verdict = (verdict: Verdict, againAt: number | null = null) => ({ verdict, againAt });
  if (isStopCommand(words)) return verdict('stop');
  if (words === '') {
    // A cough, a click, a hum; or words that have not been recognised yet.
    if (!audible) return verdict('resume');
    const noHumAt = startedAt + options.minSpeechMs + LONGEST_HUM_MS;
    return now >= noHumAt ? verdict('stop') : verdict('wait', noHumAt);
  }
  if (transcribed) {
    if (!isBackchannel(words)) return verdict('stop');
    if (!audible) return verdict('resume');
  }
  // The first words of a partial are a guess: "yeah" has been seen as "you have". They count when speech lasts.
  const limit = startedAt + (audible ? LONGEST_BACKCHANNEL_MS : LONGEST_DOUBT_MS);
  const sureAt = startedAt + options.minSpeechMs + FIRST_WORD_MS;
  const at = audible && !isBackchannel(words) ? sureAt : limit;
  if (now < at) return verdict('wait', at);
  return verdict(audible ? 'stop' : 'resume');
}

/** The speech that it takes to stop an answer, by a person's "interruption sensitivity" of 0 to 1; 0.5 is the default. */
export function bargeInFor(sensitivity: number): BargeInOptions {
  // From 650 ms over 250 ms in the middle to 100 ms, each half a straight line.
  const s = Math.min(1, Math.max(0, sensitivity));
  return { minSpeechMs: Math.round(s <= 0.5 ? 650 - s * 800 : 400 - s * 300) };
}

/** The "interruption sensitivity" at which that much speech stops an answer: the other direction of `bargeInFor`. */
export function sensitivityOf({ minSpeechMs }: BargeInOptions): number {
  const s = minSpeechMs >= 250 ? (650 - minSpeechMs) / 800 : (400 - minSpeechMs) / 300;
  return Math.min(1, Math.max(0, Math.round(s * 100) / 100));
}

/** A transcript has a word in it, however short: "no" is a word. */
export const isWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
