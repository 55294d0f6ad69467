import { Channel } from '../../common/streams/channel.js';
import type { SttEvent } from '../stt.port.js';

/** The most events that wait for their reader: hours of speech. */
const MAX_WAITING_EVENTS = 10_000;

export type Emit = (event: SttEvent) => void;

/**
 * The events of a task that starts at once, such as reading a socket. The stream ends when the task does.
 * @throws what the task throws
 */
export function eventStream(task: (emit: Emit) => Promise<void>): AsyncIterable<SttEvent> {
  const events = new Channel<SttEvent>(MAX_WAITING_EVENTS);
  task((event) => events.push(event)).then(
    () => events.close(),
    (error: unknown) => events.close(error),
  );
  return events;
}
