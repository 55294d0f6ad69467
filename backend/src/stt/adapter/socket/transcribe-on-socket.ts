import { abortable } from '../../../common/streams/abortable.js';
import { sleep } from '../../../common/clock/sleep.js';
import { eventStream, type Emit } from '../event-stream.js';
import type { SttEvent, SttInput } from '../../stt.port.js';
import type { SttConnection } from './stt-connection.js';

/** Two seconds of speech as PCM 24 kHz in base64. Beyond it the network is behind, and the audio waits where it comes from. */
const MAX_BUFFERED_BYTES = 128 * 1024;
const CONGESTION_LOOK_MS = 20;

/** Nobody waits for more than this at the end of a session. */
const FINISH_TIMEOUT_MS = 3_000;

/** Opens a line that may be spoken to; hangs up by itself where the signal aborts before. @throws ProviderError */
export type OpenConnection = (emit: Emit, signal: AbortSignal) => Promise<SttConnection>;

/** Opens a connection and transcribes over it. @throws ProviderError */
export function transcribeOnSocket(
  open: OpenConnection,
  input: AsyncIterable<SttInput>,
  signal: AbortSignal,
): AsyncIterable<SttEvent> {
  return eventStream(async (emit, stop) => {
    const line = await open(emit, stop);
    const over = new AbortController();
    const terminate = () => line.terminate();
    stop.addEventListener('abort', terminate, { once: true });
    try {
      await Promise.race([line.failed, pump(input, line, AbortSignal.any([stop, over.signal]))]);
    } finally {
      stop.removeEventListener('abort', terminate);
      over.abort();
      line.terminate();
    }
  }, signal);
}

async function pump(input: AsyncIterable<SttInput>, line: SttConnection, signal: AbortSignal): Promise<void> {
  for await (const item of abortable(input, signal)) {
    line.push(item);
    while (line.bufferedBytes > MAX_BUFFERED_BYTES && !signal.aborted)
      await sleep(CONGESTION_LOOK_MS, signal);
  }
  if (signal.aborted) return;
  const inTime = new AbortController();
  const timeout = sleep(FINISH_TIMEOUT_MS, AbortSignal.any([signal, inTime.signal]));
  await Promise.race([line.finish(), timeout]);
  inTime.abort();
}
