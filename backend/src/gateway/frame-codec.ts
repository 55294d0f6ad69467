/** Parses client frames. Synchronous, so that messages are handled in the order in which they arrive. */
import { bytesToPcm, decodeBase64 } from '#audio';
import type { ClientCommandName, ErrorCode } from '#protocol';
import { INPUT_SAMPLE_RATE_HZ, MAX_AUDIO_MESSAGE_MS } from '#protocol';
import { isCommandName, validateCommand } from './commands/validate-command.js';

export type ClientFrame = AudioFrame | CommandFrame | FrameError;

/** Audio that is not decoded yet. */
export interface AudioFrame {
  kind: 'audio';
  base64: string;
  /** Number of samples, if the base64 is valid. */
  samples: number;
}

/** A command whose data is not validated yet. */
export interface CommandFrame {
  kind: 'command';
  name: ClientCommandName;
  data: Record<string, unknown>;
}

export interface FrameError {
  kind: 'error';
  code: ErrorCode;
  error: string;
}

const MAX_AUDIO_BYTES = (INPUT_SAMPLE_RATE_HZ * 2 * MAX_AUDIO_MESSAGE_MS) / 1_000;
const MAX_BASE64_CHARS = Math.ceil(MAX_AUDIO_BYTES / 3) * 4;
const TOO_LONG: FrameError = {
  kind: 'error',
  code: 'invalid_audio',
  error: `The audio is longer than ${MAX_AUDIO_MESSAGE_MS / 1_000} seconds. Send shorter messages.`,
};

/** @param frame one WebSocket message: text, or the same JSON as binary, as clients of the plain protocol may send it */
export function parseFrame(frame: Buffer): ClientFrame {
  let value: unknown;
  try {
    value = JSON.parse(frame.toString('utf8'));
  } catch {
    return fail('invalid_json', 'The message is not valid JSON. Send one JSON object per text frame.');
  }
  if (!isObject(value)) {
    return fail('invalid_message', 'The message must be a JSON object with "audio" or with "type".');
  }
  if ('audio' in value) return parseAudio(value);
  if (value.type === 'cmd') return parseCommand(value);
  if (value.type === undefined) {
    return fail('invalid_message', 'The message has neither "audio" (base64 PCM) nor "type": "cmd".');
  }
  return fail(
    'unknown_message',
    `Unknown message type ${quote(value.type)}. Known: audio messages and "cmd".`,
  );
}

function parseAudio(message: Record<string, unknown>): ClientFrame {
  const { audio, metadata } = message;
  if (metadata !== undefined && !isObject(metadata)) {
    return fail('invalid_message', '"metadata" must be an object, or be left out.');
  }
  if (typeof audio !== 'string')
    return fail('invalid_audio', '"audio" must be a base64 string of PCM s16le mono 16 kHz.');
  if (audio.length === 0)
    return fail('invalid_audio', '"audio" is empty. Send base64 of PCM s16le mono 16 kHz.');
  if (audio.length > MAX_BASE64_CHARS) return TOO_LONG;
  return { kind: 'audio', base64: audio, samples: Math.floor((audio.length * 3) / 4 / 2) };
}

/** @returns its samples, or the error for the client */
export function decodeAudio({ base64 }: AudioFrame): { kind: 'pcm'; pcm: Int16Array } | FrameError {
  const decoded = decodeBase64(base64);
  if (!decoded.ok) return fail('invalid_audio', `"audio" is not valid base64: ${decoded.problem}.`);
  const { bytes } = decoded;
  if (bytes.length % 2 !== 0) {
    return fail(
      'invalid_audio',
      `The audio has an odd number of bytes (${bytes.length}); samples of s16le take two.`,
    );
  }
  if (bytes.length > MAX_AUDIO_BYTES) return TOO_LONG;
  return { kind: 'pcm', pcm: bytesToPcm(bytes) };
}

function parseCommand(message: Record<string, unknown>): ClientFrame {
  const { name } = message;
  const data = message.data ?? {};
  if (typeof name !== 'string') return fail('invalid_message', 'A command needs a "name".');
  if (!isCommandName(name)) return fail('unknown_message', `Unknown command ${quote(name)}.`);
  if (!isObject(data)) return fail('invalid_message', `"data" of the command "${name}" must be an object.`);
  return { kind: 'command', name, data };
}

/** @returns the command with validated data, or the error for the client */
export function readCommand({
  name,
  data,
}: CommandFrame): { kind: 'valid'; name: ClientCommandName; data: object } | FrameError {
  const checked = validateCommand(name, data);
  if ('problem' in checked)
    return fail('invalid_message', `The command "${name}" is not valid: ${checked.problem}.`);
  return { kind: 'valid', name, data: checked.data };
}

const fail = (code: ErrorCode, error: string): FrameError => ({ kind: 'error', code, error });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A client's value for an error message, cut to a readable length. */
const quote = (value: unknown): string =>
  `"${String(typeof value === 'string' ? value : typeof value).slice(0, 40)}"`;
