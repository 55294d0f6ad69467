export interface Origin {
  /** Shown in messages instead of the value. */
  source: string;
  /** Whether the value is one placeholder and nothing else: then it may be converted to a number or a boolean. */
  whole: boolean;
  /** Whether its variable is not set and has no default. */
  unset: boolean;
}

/** The origins of values from the environment, by path. */
export type Origins = Map<string, Origin>;
