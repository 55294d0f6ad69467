/** When is the user done? Pure: the clock is the caller's. */

export interface EndpointingOptions {
  /** Silence after speech before the turn may end, counted from the last speech. */
  minDelayMs: number;
}

export interface PauseInTurn {
  /** When the last speech was heard. */
  speechEndedAt: number;
  /** The transcript of everything said in this turn is there. */
  transcribed: boolean;
  /** Push-to-talk: the key was released, so no silence has to prove anything. */
  released: boolean;
}

/**
 * @returns the time at which the turn ends if nothing else happens, or null while that is open: the transcript has
 * still to come.
 */
export function endOfTurnAt(pause: PauseInTurn, options: EndpointingOptions): number | null {
  if (!pause.transcribed) return null;
  return pause.released ? pause.speechEndedAt : pause.speechEndedAt + options.minDelayMs;
}
