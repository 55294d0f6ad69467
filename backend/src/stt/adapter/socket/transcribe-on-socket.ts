import { sleep } from '../../../common/clock/sleep.js';
import type { SttEvent, SttInput } from '../../stt.port.js';
import { eventStream, type Emit } from '../event-stream.js';
import type { SttConnection } from './stt-connection.js';

/**
 * Two seconds of speech as PCM 24 kHz in base64. If more waits in the socket, the network is slow, and the audio waits in
 * the input queue.
 */
const MAX_BUFFERED_BYTES = 128 * 1024;
const CONGESTION_CHECK_MS = 20;

/** Longest wait for the last transcripts after the input has ended. */
const DRAIN_TIMEOUT_MS = 3_000;

/** Opens a connection that takes audio; on abort it closes the connection and throws. @throws ProviderError */
export type OpenConnection = (emit: Emit) => Promise<SttConnection>;

/** Opens a connection and transcribes over it. The connection is closed when the signal aborts. @throws ProviderError */
export function transcribeOnSocket(
  open: OpenConnection,
  input: AsyncIterable<SttInput>,
  signal: AbortSignal,
): AsyncIterable<SttEvent> {
  return eventStream(async (emit) => {
    const connection = await open(emit);
    const terminate = () => connection.terminate();
    signal.addEventListener('abort', terminate, { once: true });
    try {
      await Promise.race([connection.failed, pump(input, connection, signal)]);
    } finally {
      signal.removeEventListener('abort', terminate);
      terminate();
    }
  });
}

async function pump(
  input: AsyncIterable<SttInput>,
  connection: SttConnection,
  signal: AbortSignal,
): Promise<void> {
  for await (const item of input) {
    connection.push(item);
    while (connection.bufferedBytes > MAX_BUFFERED_BYTES && !signal.aborted)
      await sleep(CONGESTION_CHECK_MS, signal);
  }
  if (signal.aborted) return;
  const drained = new AbortController();
  const timeout = sleep(DRAIN_TIMEOUT_MS, AbortSignal.any([signal, drained.signal]));
  await Promise.race([connection.drain(), timeout]);
  drained.abort();
}
