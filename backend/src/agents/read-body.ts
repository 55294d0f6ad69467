import type { IncomingMessage } from 'node:http';
import { AgentError } from './agent-error.js';

/** A start has a few hundred bytes. */
const MAX_BODY_BYTES = 16 * 1024;

/** More is read and dropped, because many clients read the answer only after they have sent everything; then it is cut. */
const MAX_DROPPED_BYTES = 4 * 1024 * 1024;

const BODY_TIMEOUT_MS = 5_000;

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/**
 * Reads a body of JSON.
 * @throws AgentError if it is no object, is too long or comes too slowly
 */
export async function readBody(
  request: IncomingMessage,
  timeoutMs = BODY_TIMEOUT_MS,
): Promise<Record<string, unknown>> {
  const { headers } = request;
  // A browser asks the server before it sends JSON for a page of another origin. Programs often leave the type out.
  const isBrowser = headers.origin !== undefined || headers['sec-fetch-mode'] !== undefined;
  if (isBrowser && !JSON_TYPE.test(headers['content-type'] ?? ''))
    throw new AgentError(
      'invalid',
      'Send the body as JSON, with the header "Content-Type: application/json".',
    );
  if (!['identity', ''].includes(headers['content-encoding'] ?? ''))
    throw new AgentError('invalid', 'Send the body without compression.');
  return parseObject(await bytesOf(request, timeoutMs));
}

function bytesOf(request: IncomingMessage, timeoutMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (error?: AgentError) => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onEnd);
      if (error) reject(error);
      else resolve(Buffer.concat(chunks));
    };
    const tooLarge = () => new AgentError('tooLarge', `The body has more than ${MAX_BODY_BYTES} bytes.`);
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      if (length > MAX_DROPPED_BYTES) settle(tooLarge());
    };
    const onEnd = () => settle(length > MAX_BODY_BYTES ? tooLarge() : undefined);
    const timer = setTimeout(
      () => settle(new AgentError('tooSlow', `The body did not arrive within ${timeoutMs / 1_000} seconds.`)),
      timeoutMs,
    );
    request.on('data', onData).on('end', onEnd).on('close', onEnd);
  });
}

function parseObject(bytes: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AgentError('invalid', 'The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AgentError('invalid', 'The body must be a JSON object, such as {"channel_name": "demo"}.');
  return value as Record<string, unknown>;
}
