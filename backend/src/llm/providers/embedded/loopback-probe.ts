import { setImmediate as nextTick } from 'node:timers/promises';
import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isLoopbackUrl } from '../../../common/net/loopback.js';
import { textUpTo } from '../../../common/net/text-up-to.js';
import { firstChatModel } from './served-models.js';

/** What Ollama says of a model has its licence and its template, some 100 KB; the rest is for a long list of models. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** A server of an OpenAI-compatible API with a chat model. */
export interface FoundServer {
  /** The address of the API, e.g. `http://127.0.0.1:11434/v1`. */
  baseUrl: string;
  model: string;
}

/** The default addresses of Ollama, LM Studio and llama.cpp. */
export const LOOPBACK_ADDRESSES = ['127.0.0.1:11434', '127.0.0.1:1234', '127.0.0.1:8080'];

/**
 * A local server answers within a few milliseconds; a slower one is busy or something else. Time in which this process does
 * something else, such as loading a library, does not count.
 */
const PROBE_TIMEOUT_MS = 300;

/**
 * Asks each address for its models, all at once.
 * @param addresses `host:port` on this computer, the preferred one first
 * @param fetch the fetch of the pool whose connection later requests reuse
 * @returns the first server that has a chat model
 */
export async function findLoopbackServer(
  addresses: readonly string[] = LOOPBACK_ADDRESSES,
  timeoutMs = PROBE_TIMEOUT_MS,
  fetch = globalThis.fetch,
): Promise<FoundServer | undefined> {
  const answers = await Promise.all(
    addresses.map((address) => probe(`http://${address}/v1`, timeoutMs, fetch)),
  );
  return answers.find((server) => server !== undefined);
}

/** @param address `host:port`, or only the host */
export const isLoopback = (address: unknown): boolean => isLoopbackUrl(`http://${String(address)}`);

/** Other computers are never probed. */
export const IsLoopbackAddress = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isLoopbackAddress',
      validator: {
        validate: isLoopback,
        defaultMessage: () => '$property must be on this computer: use host:port, such as 127.0.0.1:11434',
      },
    },
    options,
  );

/** @throws RangeError if an address is not on this computer: other computers are never probed */
export function assertLoopback(address: string): void {
  if (isLoopback(address)) return;
  throw new RangeError(
    `"${address}" is not an address on this computer: use host:port, such as 127.0.0.1:11434.`,
  );
}

async function probe(
  baseUrl: string,
  timeoutMs: number,
  fetch: typeof globalThis.fetch,
): Promise<FoundServer | undefined> {
  const ask = async (url: string, body?: object): Promise<unknown> => {
    const limit = answerLimit(timeoutMs);
    try {
      return await read(url, limit.signal, body);
    } finally {
      limit.end();
    }
  };
  const read = async (url: string, signal: AbortSignal, body?: object): Promise<unknown> => {
    const response = await fetch(url, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
      signal,
      redirect: 'error',
    });
    // Read in any case, so that the next request can reuse the connection, which is idle a moment later.
    const text = await textUpTo(MAX_ANSWER_BYTES, response);
    await nextTick();
    return response.ok && text !== undefined ? (JSON.parse(text) as unknown) : undefined;
  };
  try {
    const list = await ask(`${baseUrl}/models`);
    const { origin } = new URL(baseUrl);
    const model = await firstChatModel(list, (path, body) => ask(origin + path, body).catch(() => undefined));
    return model === undefined ? undefined : { baseUrl, model };
  } catch {
    // Either nothing listens there, or it is not such a server.
    return undefined;
  }
}

/** In how many steps the time for an answer runs. While the event loop is blocked, at most one of them passes. */
const LIMIT_STEPS = 10;

/** @returns a signal that aborts after so much time in which an answer could have been read */
function answerLimit(ms: number): { signal: AbortSignal; end(): void } {
  const abort = new AbortController();
  let steps = 0;
  const timer = setInterval(() => {
    if (++steps === LIMIT_STEPS) abort.abort();
  }, ms / LIMIT_STEPS);
  return { signal: abort.signal, end: () => clearInterval(timer) };
}
