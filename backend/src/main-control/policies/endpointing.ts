/** When has the user finished? All delays count from the end of the last speech. */
import type { Completeness } from './completeness.js';

export interface EndpointingOptions {
  /** Silence that ends a turn after a whole command, in ms: the shortest of the three. */
  completeDelayMs: number;
  /** Silence that ends a turn after anything else, in ms: the setting "pause before reply". */
  delayMs: number;
  /** Silence that ends a turn after an open sentence ("what is twenty", "and"), in ms: the longest of the three. */
  openDelayMs: number;
  /** The client ends turns, by `push_to_talk` "up"; silence never does. */
  manual: boolean;
  /**
   * How long an unconfirmed onset delays the end of a turn and all speaking, in ms.
   * 0: not at all.
   */
  onsetConfirmMs: number;
}

/**
 * Speakers answer after about 200 ms and pause within a sentence for 500 to 1000 ms (Stivers et al. 2009; Levinson &
 * Torreira 2015). A whole command needs a short silence, an open sentence a long one.
 */
export const ENDPOINTING_DEFAULTS: Readonly<EndpointingOptions> = {
  completeDelayMs: 320,
  delayMs: 600,
  openDelayMs: 1_000,
  manual: false,
  // Silero recognises an initial /s/ about 200 ms after its onset.
  onsetConfirmMs: 300,
};

/** The delay after an open sentence is at least this multiple of the "pause before reply". By judgement. */
const OPEN_DELAY_RATIO = 1.5;

/** @returns the delays for a "pause before reply" of `pauseMs`, in proportion to the defaults */
export function endpointingFor(
  pauseMs: number,
): Pick<EndpointingOptions, 'completeDelayMs' | 'delayMs' | 'openDelayMs'> {
  const { completeDelayMs, delayMs, openDelayMs } = ENDPOINTING_DEFAULTS;
  const ratio = pauseMs / delayMs;
  return {
    completeDelayMs: Math.round(Math.min(pauseMs, completeDelayMs * Math.max(1, ratio))),
    delayMs: pauseMs,
    openDelayMs: Math.round(Math.max(openDelayMs, pauseMs * OPEN_DELAY_RATIO)),
  };
}

export interface PauseInTurn {
  /** When the last speech ended, in ms. */
  speechEndedAt: number;
  /** Everything said in this turn has been transcribed. */
  transcribed: boolean;
  completeness: Completeness;
  /** Push-to-talk: the key was released, so no silence is needed. */
  released: boolean;
  /** It is surely a whole command about the page, so no silence is needed. */
  isCommand: boolean;
}

/** @returns when the turn ends if nothing else happens; null while a transcript is due or if the client ends it */
export function endOfTurnAt(pause: PauseInTurn, options: EndpointingOptions): number | null {
  if (!pause.transcribed) return null;
  if (pause.released) return pause.speechEndedAt;
  if (options.manual) return null;
  if (pause.isCommand) return pause.speechEndedAt;
  const { completeDelayMs, delayMs, openDelayMs } = options;
  // A configuration that sets only the middle delay moves the other two too.
  const silenceMs = {
    complete: Math.min(completeDelayMs, delayMs),
    unknown: delayMs,
    open: Math.max(openDelayMs, delayMs),
  }[pause.completeness];
  return pause.speechEndedAt + silenceMs;
}

/**
 * @param onsetAt when the onset of possible speech was detected; null if there is none
 * @returns when it will be certain whether it is speech; -Infinity if there is none
 */
export const onsetCertainAt = (onsetAt: number | null, { onsetConfirmMs }: EndpointingOptions): number =>
  (onsetAt ?? -Infinity) + onsetConfirmMs;
