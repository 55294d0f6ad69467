import type { WebSocket } from 'ws';
import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';
import { retryAfterMs } from '../../../provider-kit/errors/retry-after.js';
import { throughProxy } from '../../../provider-kit/http/proxy-tunnel.js';
import {
  providerProblem,
  type ProblemDetails,
  type Vendor,
} from '../../../provider-kit/errors/provider-problem.js';

/** Far more than a frame of audio. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024;

export type HandshakeRefusal = Required<Pick<ProblemDetails, 'status'>> &
  Pick<ProblemDetails, 'retryAfterMs'>;

export interface SocketAddress {
  vendor: Vendor;
  url: string;
  headers: Record<string, string>;
  /** Maps a refused handshake. */
  toError(refusal: HandshakeRefusal): ProviderError;
}

/**
 * Opens a WebSocket.
 * @param onOpen gets the socket synchronously, because a message may come right after the handshake
 * @returns what `onOpen` returns
 * @throws ProviderError
 */
export async function openSocket<T>(
  { vendor, url, headers, toError }: SocketAddress,
  signal: AbortSignal,
  onOpen: (socket: WebSocket) => T,
): Promise<T> {
  const { WebSocket: Client } = await import('ws');
  if (signal.aborted) throw providerProblem(vendor, 'unreachable');
  const socket = new Client(url, {
    ...throughProxy(url, CONNECT_TIMEOUT_MS),
    headers,
    handshakeTimeout: CONNECT_TIMEOUT_MS,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const onAbort = () => socket.terminate();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await new Promise<T>((resolve, reject) => {
      socket.once('open', () => resolve(onOpen(socket)));
      socket.once('unexpected-response', (_request, { statusCode = 0, headers }) => {
        reject(toError({ status: statusCode, retryAfterMs: retryAfterMs(headers) }));
        socket.terminate();
      });
      // Not removed: a later error without a listener would end the process; it also closes the socket.
      socket.on('error', (cause) => {
        reject(providerProblem(vendor, 'unreachable', { cause }));
      });
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
