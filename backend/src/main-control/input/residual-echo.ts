/** What echo cancellation leaves of the assistant's speech is less certain to be speech than a person is. */

export interface ResidualEchoOptions {
  /** Off: over the assistant's speech the same thresholds hold as without it. */
  enabled: boolean;
  /** Over the assistant's speech a frame with a speech probability above this is a person. */
  certainAbove: number;
}

export const RESIDUAL_ECHO_DEFAULTS: Readonly<ResidualEchoOptions> = {
  enabled: true,
  // By judgement: not measured.
  certainAbove: 0.75,
};

/**
 * @param onAbove above which speech begins
 * @returns the probability of a frame over the assistant's speech: no more than `onAbove` where it may be an echo
 */
export const withoutResidualEcho = (
  probability: number,
  onAbove: number,
  { enabled, certainAbove }: ResidualEchoOptions,
): number => (enabled && probability < certainAbove ? Math.min(probability, onAbove) : probability);
