export interface Origin {
  /** What a message says instead of the value. */
  source: string;
  /** The value is nothing but one placeholder: it may become a number or a boolean where one is wanted. */
  whole: boolean;
  /** Its variable is not set and has no default. */
  unset: boolean;
}

/** Where values that hold something of the environment came from, by path. */
export type Origins = Map<string, Origin>;
