/**
 * Where a barge-in is decided: does the user's speech stop the answer that is being spoken?
 *
 * A sound takes this way, and each step can take it out:
 *  1. input/residual-echo.ts   what echo cancellation left of the assistant's speech begins nothing
 *  2. input/onset-detector.ts  the first frame of speech holds the answer
 *  3. input/speech-gate.ts     64 ms of it are speech, which is transcribed
 *  4. input/hum.ts             a hum is transcribed as a backchannel
 *  5. policies/echo.ts         a transcript that repeats the assistant's words does not count
 *  6. this file                stops the answer, holds it further, or resumes it
 */
import type { TurnTakingWords } from '../../language/turn-taking-words.js';
import { isBackchannel, type BackchannelOptions } from './backchannel.js';
import { isStopCommand, type StopCommandOptions } from './stop-command.js';

export interface BargeInOptions {
  /** Off: speech never holds or stops an answer. Buttons, keys and typed text still do. */
  enabled: boolean;
  /** Speech that stops an answer, in ms, once its words had their chance: the setting "interruption sensitivity". */
  minSpeechMs: number;
  /** What a recogniser needs beyond `minSpeechMs` to show whether speech is more than a backchannel, in ms. */
  firstWordMs: number;
  /** A sound without words is a hum for this long beyond `minSpeechMs`, in ms. */
  longestHumMs: number;
  /** A row of backchannels ("mhm, okay, right") that goes on for longer than this takes the turn, in ms. */
  longestBackchannelMs: number;
  /** An answer is held for no longer than this while it is open what was said, in ms. */
  longestHoldMs: number;
}

export const BARGE_IN_DEFAULTS: Readonly<BargeInOptions> = {
  enabled: true,
  // Where vellum's live voice ended up after 60 ms stopped for every click.
  minSpeechMs: 250,
  // The embedded recogniser needs 340 ms (median) from the start of speech to its first word.
  firstWordMs: 350,
  // "mm-hm" lasts 420 ms, and Silero hears it for up to 250 ms longer.
  longestHumMs: 550,
  // By judgement: time for "mhm, okay, right, yeah".
  longestBackchannelMs: 1_500,
  // By judgement: the final transcript of such words may take as long.
  longestHoldMs: 4_000,
};

export interface BargeInPolicies {
  bargeIn: BargeInOptions;
  backchannel: BackchannelOptions;
  stopCommand: StopCommandOptions;
}

/** The user's speech over an answer. */
export interface SpeechOverAnswer {
  /** When it began. */
  startedAt: number;
  /** It still goes on. */
  audible: boolean;
  /** All that was recognised of it so far; '' for nothing, or an echo. */
  words: string;
  /** `words` is final: nothing more will be recognised of what was said so far. */
  transcribed: boolean;
  /** Audio of the answer was sent; otherwise the answer can wait without being heard to stop. */
  answerAudible: boolean;
}

/** `stop`: the answer is over. `hold`: it is silent until more is known. `resume`: it goes on. */
export type BargeInVerdict = 'stop' | 'hold' | 'resume';

export interface BargeInDecision {
  verdict: BargeInVerdict;
  /** When to decide again though nothing happened; null: only when something does. */
  againAt: number | null;
}

/** The rules in their order: the first that applies decides. */
export function decideBargeIn(
  speech: SpeechOverAnswer,
  now: number,
  { bargeIn, backchannel, stopCommand }: BargeInPolicies,
  words: TurnTakingWords,
): BargeInDecision {
  const { startedAt, audible, transcribed, answerAudible } = speech;
  const stop: BargeInDecision = { verdict: 'stop', againAt: null };
  const resume: BargeInDecision = { verdict: 'resume', againAt: null };
  /** Holds until that time, and does then what nothing has contradicted. */
  const holdUntil = (at: number, then: BargeInDecision): BargeInDecision =>
    now >= at ? then : { verdict: 'hold', againAt: at };

  if (!bargeIn.enabled) return resume;
  if (isStopCommand(speech.words, stopCommand, words)) return stop;

  // A cough, a click, a hum; or words that have not been recognised yet.
  if (speech.words === '' && !audible) return resume;
  if (speech.words === '') {
    const noHumAt = startedAt + bargeIn.minSpeechMs + bargeIn.longestHumMs;
    if (answerAudible) return holdUntil(noHumAt, stop);
    // A sound without words is not worth an answer that has not begun, but the answer does not begin over it either.
    return holdUntil(Math.max(noHumAt, startedAt + bargeIn.longestHoldMs), resume);
  }

  const onlyListens = isBackchannel(speech.words, backchannel, words);
  if (transcribed && !onlyListens) return stop;
  if (transcribed && !audible) return resume;

  if (!audible) return holdUntil(startedAt + bargeIn.longestHoldMs, resume);
  if (onlyListens) return holdUntil(startedAt + bargeIn.longestBackchannelMs, stop);
  // The first words of a partial are a guess: "yeah" has been seen as "you have". They count when speech lasts.
  return holdUntil(startedAt + bargeIn.minSpeechMs + bargeIn.firstWordMs, stop);
}

/** `minSpeechMs` at the "interruption sensitivity" 0, 0.5 and 1; a straight line between them. */
const SPEECH_MS_BY_SENSITIVITY = { lowest: 650, middle: BARGE_IN_DEFAULTS.minSpeechMs, highest: 100 };

/** @param sensitivity a person's "interruption sensitivity" of 0 to 1; 0.5 is the default */
export function bargeInFor(sensitivity: number): Pick<BargeInOptions, 'minSpeechMs'> {
  const { lowest, middle, highest } = SPEECH_MS_BY_SENSITIVITY;
  const s = Math.min(1, Math.max(0, sensitivity));
  const ms = s <= 0.5 ? lowest - (lowest - middle) * 2 * s : middle - (middle - highest) * (2 * s - 1);
  return { minSpeechMs: Math.round(ms) };
}

/** @returns the "interruption sensitivity" that gives these options: the reverse of `bargeInFor` */
export function sensitivityOf({ minSpeechMs }: Pick<BargeInOptions, 'minSpeechMs'>): number {
  const { lowest, middle, highest } = SPEECH_MS_BY_SENSITIVITY;
  const s =
    minSpeechMs >= middle
      ? (lowest - minSpeechMs) / (lowest - middle) / 2
      : 0.5 + (middle - minSpeechMs) / (middle - highest) / 2;
  return Math.min(1, Math.max(0, Math.round(s * 100) / 100));
}
