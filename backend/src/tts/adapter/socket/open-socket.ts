import type { WebSocket } from 'ws';
import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';

/** Far more than a frame of audio; a server gone mad ends here. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024;

export interface SocketAddress {
  vendor: Vendor;
  url: string;
  headers: Record<string, string>;
  /** What a handshake that was refused with this status means. */
  refused(status: number): ProviderError;
}

/**
 * @param use is given the socket in the same turn in which it opens: a message may come with the very bytes of the handshake
 * @throws ProviderError
 */
export async function openSocket<T>(
  { vendor, url, headers, refused }: SocketAddress,
  signal: AbortSignal,
  use: (socket: WebSocket) => T,
): Promise<T> {
  const { WebSocket: Client } = await import('ws');
  if (signal.aborted) throw providerProblem(vendor, 'unreachable');
  const socket = new Client(url, {
    headers,
    handshakeTimeout: CONNECT_TIMEOUT_MS,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const onAbort = () => socket.terminate();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await new Promise<T>((resolve, reject) => {
      socket.once('open', () => resolve(use(socket)));
      // Stays: what goes wrong later closes the socket, and that is listened to.
      socket.on('error', (cause) => {
        const status = /server response: (\d{3})/.exec(cause.message)?.[1];
        reject(status ? refused(Number(status)) : providerProblem(vendor, 'unreachable', { cause }));
      });
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
