/** When is the user done? Pure: the clock is the caller's. All delays count from the last speech. */
import type { Completeness } from './completeness.js';

export interface EndpointingOptions {
  /** Silence after a sentence that asks for something and is whole: the shortest that ends a turn. */
  completeDelayMs: number;
  /** Silence after anything else: what a person sets as "pause before reply". */
  delayMs: number;
  /** Silence after a sentence that ends open, "what is twenty", "and": the longest that is waited for. */
  openDelayMs: number;
  /** No silence ends a turn: the client does, by `push_to_talk` "up". */
  manual: boolean;
}

/**
 * People take turns after about 200 ms and pause inside a sentence for 500 to 1000 ms (Stivers et al. 2009; Levinson &
 * Torreira 2015). A whole command needs little evidence, an open sentence much.
 */
export const ENDPOINTING_DEFAULTS: Readonly<EndpointingOptions> = {
  completeDelayMs: 320,
  delayMs: 600,
  openDelayMs: 1_000,
  manual: false,
};

/** The delays that fit a "pause before reply" of this many milliseconds: in proportion, within reason. */
export function endpointingFor(pauseMs: number): Omit<EndpointingOptions, 'manual'> {
  const ratio = pauseMs / ENDPOINTING_DEFAULTS.delayMs;
  return {
    completeDelayMs: Math.round(Math.min(pauseMs, ENDPOINTING_DEFAULTS.completeDelayMs * Math.max(1, ratio))),
    delayMs: pauseMs,
    openDelayMs: Math.round(Math.max(ENDPOINTING_DEFAULTS.openDelayMs, pauseMs * 1.5)),
  };
}

export interface PauseInTurn {
  /** When the last speech was heard. */
  speechEndedAt: number;
  /** The transcript of everything said in this turn is there. */
  transcribed: boolean;
  completeness: Completeness;
  /** Push-to-talk: the key was released, so no silence has to prove anything. */
  released: boolean;
}

/**
 * @returns the time at which the turn ends if nothing else happens, or null while that is open: the transcript has
 * still to come, or it is the client who ends it.
 */
export function endOfTurnAt(pause: PauseInTurn, options: EndpointingOptions): number | null {
  if (!pause.transcribed) return null;
  if (pause.released) return pause.speechEndedAt;
  if (options.manual) return null;
  const { completeDelayMs, delayMs, openDelayMs } = options;
  // Who sets only the pause in the middle moves the other two with it.
  const silenceMs = {
    complete: Math.min(completeDelayMs, delayMs),
    unknown: delayMs,
    open: Math.max(openDelayMs, delayMs),
  }[pause.completeness];
  return pause.speechEndedAt + silenceMs;
}

/** A partial that says the same for so long is not being added to: recognisers give one every 30 to 250 ms. */
const STABLE_MS = 150;

/** @param since when the partial began to say what it says. @returns whether nothing was added to it for long enough */
export const isStable = (since: number, now: number): boolean => now - since >= STABLE_MS;

/** A quick sign of a voice that is not confirmed for this long was a noise. */
const SURE_OF_VOICE_MS = 300;

/** When it is sure whether the voice that is heard is one: until then nobody talks into it. -Infinity: none is heard. */
export const sureOfVoiceAt = ({ voiceSince }: { voiceSince: number | null }): number =>
  (voiceSince ?? -Infinity) + SURE_OF_VOICE_MS;
