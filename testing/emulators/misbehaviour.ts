/** What an emulator does wrong on request. */
export type Misbehaviour =
  | 'wrong_key'
  | 'no_credit'
  | 'rate_limited'
  | 'unknown_model'
  | 'unknown_voice'
  /** Closes the connection in mid-stream. */
  | 'drop'
  /** Accepts, then sends nothing, not even a pong. */
  | 'stall'
  /** Sends something that is not valid. */
  | 'malformed';
