/** What an emulator can be told to do wrong. */
export type Misbehaviour =
  | 'wrong_key'
  | 'no_credit'
  | 'rate_limited'
  | 'unknown_model'
  | 'unknown_voice'
  /** Cut off in mid-stream. */
  | 'drop'
  /** Accept, and say nothing more, to pings neither. */
  | 'stall'
  | 'malformed';
