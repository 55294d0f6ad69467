/** Parses server frames for clients. The backend's gateway validates client frames. */
import type { ServerMessage } from './messages.js';

type Fields = Record<string, unknown>;
type Check = (value: unknown) => boolean;

const isString: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isBoolean: Check = (value) => typeof value === 'boolean';
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** The fields that every client needs. No `turn_id` for `text_data`, which the plain protocol (docs/protocol.md) does not number. */
const REQUIRED: Record<string, Record<string, Check>> = {
  'data auth': { nonce: isString, proof: isString },
  'data authorized': { http_token: isString },
  'data pair': { nonce: isString, salt: isString, proof: isString },
  'data paired': { key_id: isString },
  'data session': { session_id: isString, resume_token: isString },
  'data text_data': { text: isString, role: isString, is_final: isBoolean },
  'data state': { state: isString },
  'data metrics': { turn_id: isNumber },
  'data reminders': { items: Array.isArray },
  'data mcp': { servers: Array.isArray },
  'data reading': { turn_id: isNumber, tab: isNumber, from: isNumber, to: isNumber },
  'data source': { turn_id: isNumber, text: isString },
  'data approval': { approval_id: isString, state: isString },
  'data speech_marks': { turn_id: isNumber, marks: Array.isArray },
  'cmd flush': { turn_id: isNumber },
  'cmd pause_playback': { turn_id: isNumber },
  'cmd resume_playback': { turn_id: isNumber },
  'cmd audio_end': { turn_id: isNumber },
  'cmd approval_request': { approval_id: isString, call_id: isString, question: isString },
  'cmd approval_answer': { approval_id: isString, answer: isString },
  'cmd earcon': { turn_id: isNumber, sound: isString },
  'cmd sleep': { state: isString },
  'cmd mute': { turn_id: isNumber },
  'cmd hang_up': { turn_id: isNumber },
  'cmd tool_register': { tools: Array.isArray },
  'cmd tool_cancel': { call_id: isString },
  // Without usable arguments, too: the backend waits for an answer.
  'cmd tool_call': { call_id: isString, name: isString },
};

/**
 * Parses one server frame.
 * @returns the message, or null if the frame is not a JSON object of a known type or lacks a required field. Clients ignore
 * such frames, so that newer servers can add messages and faulty ones do no harm.
 */
export function parseServerMessage(frame: unknown): ServerMessage | null {
  if (typeof frame !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    return null;
  }
  return isObject(value) && isUsable(value) ? (value as unknown as ServerMessage) : null;
}

function isUsable({ type, name, data, audio, metadata, error }: Fields): boolean {
  switch (type) {
    case 'audio':
      return isString(audio) && (metadata === undefined || isObject(metadata));
    case 'data':
    case 'cmd': {
      if (typeof name !== 'string' || !isObject(data)) return false;
      const required = REQUIRED[`${type} ${name}`] ?? {};
      return Object.entries(required).every(([field, check]) => check(data[field]));
    }
    case 'error':
      return isString(error);
    default:
      return false;
  }
}
