/** Reading a server frame on the client side. The server's own check of client frames lives in its gateway. */
import type { ServerMessage } from './messages.js';

/**
 * Parses one server frame.
 * @returns the message, or null where the frame is not a JSON object of a known type: a client ignores those,
 * so that a newer server may add messages.
 */
export function parseServerMessage(frame: unknown): ServerMessage | null {
  if (typeof frame !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const message = value as Record<string, unknown>;
  switch (message.type) {
    case 'audio':
      return typeof message.audio === 'string' ? (value as ServerMessage) : null;
    case 'data':
    case 'cmd':
      return typeof message.name === 'string' && typeof message.data === 'object' && message.data !== null
        ? (value as ServerMessage)
        : null;
    case 'error':
      return typeof message.error === 'string' ? (value as ServerMessage) : null;
    default:
      return null;
  }
}
