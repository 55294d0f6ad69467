/** The assistant's speech after echo cancellation has a lower speech probability than a person's. */

export interface ResidualEchoOptions {
  /** Off: the thresholds are the same over the assistant's speech. */
  enabled: boolean;
  /** Over the assistant's speech, a frame with a speech probability above this is a person. */
  certainAbove: number;
}

export const RESIDUAL_ECHO_DEFAULTS: Readonly<ResidualEchoOptions> = {
  enabled: true,
  // By judgement. docs/turn-taking.md has its figures with quieter and louder echoes.
  certainAbove: 0.75,
};

/**
 * @param onAbove speech begins above this probability
 * @returns the probability of a frame over the assistant's speech, at most `onAbove` if it may be an echo
 */
export const withoutResidualEcho = (
  probability: number,
  onAbove: number,
  { enabled, certainAbove }: ResidualEchoOptions,
): number => (enabled && probability < certainAbove ? Math.min(probability, onAbove) : probability);
