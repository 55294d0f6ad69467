import { ValidateBy, type ValidationOptions } from 'class-validator';
import { firstChatModel } from '../../adapter/openai-api/chat-models.js';

/** A server of an OpenAI-compatible API, with a model to talk with. */
export interface FoundServer {
  /** Of the API, e.g. `http://127.0.0.1:11434/v1`. */
  baseUrl: string;
  model: string;
}

/** Where Ollama, LM Studio and llama.cpp listen when nothing else is set. */
export const LOOPBACK_ADDRESSES = ['127.0.0.1:11434', '127.0.0.1:1234', '127.0.0.1:8080'];

/** A server on this computer answers in a few milliseconds; one that does not is busy or something else. */
const PROBE_TIMEOUT_MS = 300;

/**
 * Asks each address for its models, all at once.
 * @param addresses `host:port` on this computer, the preferred one first
 * @param fetch of the pool whose connection is then used for more
 * @returns the first that has a model to talk with
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
export function isLoopback(address: unknown): boolean {
  const url = `http://${String(address)}`;
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/.test(host);
}

/** Nothing is probed in a network. */
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

/** @throws RangeError where an address is not on this computer: nothing is probed in a network. */
export function assertLoopback(address: string): void {
  if (isLoopback(address)) return;
  throw new RangeError(
    `"${address}" is no address on this computer: use host:port, such as 127.0.0.1:11434.`,
  );
}

async function probe(
  baseUrl: string,
  timeoutMs: number,
  fetch: typeof globalThis.fetch,
): Promise<FoundServer | undefined> {
  try {
    const response = await fetch(`${baseUrl}/models`, {
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    if (!response.ok) {
      await response.body?.cancel();
      return undefined;
    }
    const model = firstChatModel(await response.json());
    return model === undefined ? undefined : { baseUrl, model };
  } catch {
    // Nothing listens there, or something that speaks another language.
    return undefined;
  }
}
