import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { abortable } from '../../../common/streams/abortable.js';
import { Channel } from '../../../common/streams/channel.js';
import type { SttInput } from '../../stt.port.js';
import type { SttConnection } from './stt-connection.js';
import { transcribeOnSocket } from './transcribe-on-socket.js';

/** A connection over which nothing is sent. */
class QuietConnection {
  bufferedBytes = 0;
  readonly given: SttInput[] = [];
  terminated = false;
  readonly failed = new Promise<never>(() => undefined);
  readonly drain = vi.fn(() => new Promise<void>(() => undefined));

  push(item: SttInput): void {
    this.given.push(item);
  }

  terminate(): void {
    this.terminated = true;
  }
}

describe(transcribeOnSocket.name, () => {
  let connection: QuietConnection;
  let input: Channel<SttInput>;
  let abort: AbortController;

  const mark: SttInput = { type: 'speech_start' };

  const read = async () => {
    const events = abortable(
      (signal) =>
        transcribeOnSocket(
          async () => connection as unknown as SttConnection,
          abortable(input, signal),
          signal,
        ),
      abort.signal,
    );
    for await (const event of events) expect.fail(`It said ${JSON.stringify(event)}`);
  };

  beforeEach(() => {
    connection = new QuietConnection();
    input = new Channel();
    abort = new AbortController();
  });

  afterEach(() => vi.useRealTimers());

  it('sends nothing more while the network is blocked', async () => {
    connection.bufferedBytes = 1_000_000;
    const reading = read();
    for (let i = 0; i < 3; i++) input.push(mark);
    await vi.waitFor(() => expect(connection.given).toHaveLength(1));
    expect(input.size).toBeGreaterThan(0);
    connection.bufferedBytes = 0;
    await vi.waitFor(() => expect(connection.given).toHaveLength(3));
    abort.abort();
    await reading;
    expect(connection.terminated).toBe(true);
  });

  it('can be aborted while the network is blocked', async () => {
    connection.bufferedBytes = 1_000_000;
    const reading = read();
    input.push(mark);
    await vi.waitFor(() => expect(connection.given).toHaveLength(1));
    abort.abort();
    await reading;
    expect(connection.terminated).toBe(true);
  });

  it('gives up on a vendor that does not close the connection', async () => {
    const drains = Promise.withResolvers<void>();
    connection.drain.mockImplementation(() => {
      drains.resolve();
      return new Promise<void>(() => undefined);
    });
    // Only promises are awaited from here on: a real timer of another spec in this process may start a fake one.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reading = read();
    input.close();
    await drains.promise;
    vi.advanceTimersByTime(3_000);
    await reading;
    expect(connection.terminated).toBe(true);
    expect(vi.getTimerCount(), 'timers left').toBe(0);
  });
});
