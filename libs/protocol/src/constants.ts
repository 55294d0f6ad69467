/** Version of the wire protocol spoken by this build. */
export const PROTOCOL_VERSION = 1;

/** Microphone audio, client to server: PCM s16le mono at this rate. */
export const INPUT_SAMPLE_RATE_HZ = 16_000;

/** Answer audio, server to client, unless the client's capabilities say otherwise. */
export const DEFAULT_OUTPUT_SAMPLE_RATE_HZ = 16_000;

/** Largest WebSocket message either side accepts; a larger one closes the socket with 1009. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Longest audio that one message may carry. */
export const MAX_AUDIO_MESSAGE_MS = 2_000;

/** The capability of clients that carry out `mute` and `hang_up`. */
export const CALL_CONTROL = 'call_control';

/** The capability of clients that show the question of an `approval_request` and send the answer. */
export const APPROVALS = 'approvals';

/** The capability of clients that light the sentence that is read. */
export const READING = 'reading';

/** The capability of clients that play a short sound in place of words. */
export const EARCONS = 'earcons';

/** The capability of clients that write what the user dictates (`dictation`). */
export const DICTATION = 'dictation';

/** The most `page_phrases`, and the length of each. */
export const MAX_PAGE_PHRASES = 300;
export const MAX_PAGE_PHRASE_CHARS = 80;

/** `stream_id` of every text message, as in the plain protocol (docs/protocol.md). */
export const STREAM_ID = 100;

/** How long a session is kept after its socket has closed, so that it can be resumed. */
export const RESUME_WINDOW_MS = 60_000;

export const CLOSE = {
  normal: 1000,
  goingAway: 1001,
  refused: 1008,
  tooLarge: 1009,
  internal: 1011,
  restarting: 1012,
  overloaded: 1013,
} as const;

/** The error for the second client in single-client mode, as in the plain protocol. */
export const SINGLE_CLIENT_ERROR = 'Connection rejected: server only accepts one connection at a time';
export const SINGLE_CLIENT_REASON = 'Only one connection allowed';

/** Close reason (1008) of a connection whose session was resumed on another one. */
export const TAKEN_OVER_REASON = 'The session was resumed on another connection';

export const ERROR_CODES = [
  'invalid_json',
  'invalid_message',
  'invalid_audio',
  'message_too_large',
  'unknown_message',
  'rate_limited',
  'unauthorized',
  'busy',
  'session_not_found',
  'provider_auth',
  'provider_unavailable',
  'provider_timeout',
  'tool_failed',
  'internal',
] as const;
