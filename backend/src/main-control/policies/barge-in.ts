/**
 * Does the user's speech stop the answer that is being spoken?
 *
 * A sound passes these steps, and each of them can reject it:
 *  1. input/residual-echo.ts   ignores the rest of the assistant's speech that echo cancellation leaves
 *  2. input/onset-detector.ts  holds the answer at the first frame of speech
 *  3. input/speech-gate.ts     confirms speech after 64 ms; it is transcribed
 *  4. input/hum.ts             turns the transcript of a hum into a backchannel
 *  5. policies/echo.ts         ignores a transcript that repeats the assistant's words
 *  6. this file                stops the answer, keeps holding it, or resumes it
 */
import type { TurnTakingWords } from '../../language/turn-taking-words.js';
import { isBackchannel, isYes, type BackchannelOptions } from './backchannel.js';
import { isStopCommand, type StopCommandOptions } from './stop-command.js';

export interface BargeInOptions {
  /** Off: speech never holds or stops an answer. Buttons, keys and typed text still do. */
  enabled: boolean;
  /** Base of how long speech must last to stop an answer, in ms: the setting "interruption sensitivity". */
  minSpeechMs: number;
  /** Added to `minSpeechMs` for speech whose words are not final: they may become a backchannel. In ms. */
  firstWordMs: number;
  /** Added to `minSpeechMs` for a sound without words, which may be a hum. In ms. */
  longestHumMs: number;
  /** A series of backchannels ("mhm, okay, right") longer than this takes the turn, in ms. */
  longestBackchannelMs: number;
  /** The longest an answer is held while it is unclear what the user said, in ms. */
  longestHoldMs: number;
}

export const BARGE_IN_DEFAULTS: Readonly<BargeInOptions> = {
  enabled: true,
  // The value of vellum's live voice, after 60 ms had stopped answers for every click.
  minSpeechMs: 250,
  // The embedded recogniser needs 340 ms (median) from the start of speech to its first word.
  firstWordMs: 350,
  // "mm-hm" lasts 420 ms, and Silero hears it for up to 250 ms longer.
  longestHumMs: 550,
  // By judgement: time for "mhm, okay, right, yeah".
  longestBackchannelMs: 1_500,
  // By judgement: the final transcript of such words may take this long.
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
  /** The user is still speaking. */
  audible: boolean;
  /** The words recognised so far; '' if there are none or they are an echo. */
  words: string;
  /** `words` is the final transcript of the speech so far. */
  transcribed: boolean;
  /** They are surely a command about the page, such as the "yes" to a question. */
  isCommand: boolean;
  /** Audio of the answer was sent. If not, the answer can wait unnoticed. */
  answerAudible: boolean;
  /** The user hears the question that the answer ends with. */
  answerAsks: boolean;
}

/** `stop`: ends the answer. `hold`: keeps it silent until more is known. `resume`: continues it. */
export type BargeInVerdict = 'stop' | 'hold' | 'resume';

export interface BargeInDecision {
  verdict: BargeInVerdict;
  /** When to decide again even without an event; null: only at the next event. */
  againAt: number | null;
}

/** The first rule that applies decides. */
export function decideBargeIn(
  speech: SpeechOverAnswer,
  now: number,
  { bargeIn, backchannel, stopCommand }: BargeInPolicies,
  words: TurnTakingWords,
): BargeInDecision {
  const { startedAt, audible, transcribed, answerAudible } = speech;
  const stop: BargeInDecision = { verdict: 'stop', againAt: null };
  const resume: BargeInDecision = { verdict: 'resume', againAt: null };
  /** Holds until that time, then returns `then`. */
  const holdUntil = (at: number, then: BargeInDecision): BargeInDecision =>
    now >= at ? then : { verdict: 'hold', againAt: at };

  if (!bargeIn.enabled) return resume;
  if (isStopCommand(speech.words, stopCommand, words)) return stop;

  // A cough, a click, a hum, or words that are not recognised yet.
  if (speech.words === '' && !audible) return resume;
  if (speech.words === '') {
    const noHumAt = startedAt + bargeIn.minSpeechMs + bargeIn.longestHumMs;
    if (answerAudible) return holdUntil(noHumAt, stop);
    // A sound without words does not stop an answer that has not begun, but delays its start.
    return holdUntil(Math.max(noHumAt, startedAt + bargeIn.longestHoldMs), resume);
  }

  const onlyListens = !isReply(speech, words) && isBackchannel(speech.words, backchannel, words);
  if (transcribed && !onlyListens) return stop;
  if (transcribed && !audible) return resume;

  if (!audible) return holdUntil(startedAt + bargeIn.longestHoldMs, resume);
  if (onlyListens) return holdUntil(startedAt + bargeIn.longestBackchannelMs, stop);
  // The first words of a partial are a guess, e.g. "you have" for "yeah". They count only if the speech lasts.
  return holdUntil(startedAt + bargeIn.minSpeechMs + bargeIn.firstWordMs, stop);
}

/** Whether the words are complete by themselves: a command, or a yes to the question that the user hears. */
export const isReply = (
  { isCommand, answerAsks, words }: Pick<SpeechOverAnswer, 'isCommand' | 'answerAsks' | 'words'>,
  language: TurnTakingWords,
): boolean => isCommand || (answerAsks && isYes(words, language));

/** `minSpeechMs` at "interruption sensitivity" 0, 0.5 and 1, with linear interpolation between them. */
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
