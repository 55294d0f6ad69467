import type { SessionOptions } from '../../backend/src/session/session-options.ts';

/** The options of a session without a client. */
export const SESSION_OPTIONS: SessionOptions = {
  mode: 'hands_free',
  language: 'en-US',
  timeZone: 'UTC',
  greet: false,
  outputHz: 16_000,
  callControl: false,
  earcons: false,
  reading: false,
  approvals: false,
  dictation: false,
};
