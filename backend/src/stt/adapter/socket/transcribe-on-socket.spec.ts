import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Channel } from '../../../common/streams/channel.js';
import type { SttInput } from '../../stt.port.js';
import type { SttConnection } from './stt-connection.js';
import { transcribeOnSocket } from './transcribe-on-socket.js';

/** A line over which nothing is sent: what it was given, and how it is called. */
class QuietLine {
  bufferedBytes = 0;
  readonly given: SttInput[] = [];
  hungUp = false;
  readonly failed = new Promise<never>(() => undefined);
  readonly finish = vi.fn(() => new Promise<void>(() => undefined));

  push(item: SttInput): void {
    this.given.push(item);
  }

  terminate(): void {
    this.hungUp = true;
  }
}

describe(transcribeOnSocket.name, () => {
  let line: QuietLine;
  let input: Channel<SttInput>;
  let abort: AbortController;

  const mark: SttInput = { type: 'speech_start' };

  const read = async () => {
    const events = transcribeOnSocket(async () => line as unknown as SttConnection, input, abort.signal);
    for await (const event of events) expect.fail(`It said ${JSON.stringify(event)}`);
  };

  beforeEach(() => {
    line = new QuietLine();
    input = new Channel();
    abort = new AbortController();
  });

  afterEach(() => vi.useRealTimers());

  it('sends nothing more while the network does not take what was sent', async () => {
    line.bufferedBytes = 1_000_000;
    const reading = read();
    for (let i = 0; i < 3; i++) input.push(mark);
    await vi.waitFor(() => expect(line.given).toHaveLength(1));
    expect(input.size).toBeGreaterThan(0);
    line.bufferedBytes = 0;
    await vi.waitFor(() => expect(line.given).toHaveLength(3));
    abort.abort();
    await reading;
    expect(line.hungUp).toBe(true);
  });

  it('can be aborted while the network takes nothing', async () => {
    line.bufferedBytes = 1_000_000;
    const reading = read();
    input.push(mark);
    await vi.waitFor(() => expect(line.given).toHaveLength(1));
    abort.abort();
    await reading;
    expect(line.hungUp).toBe(true);
  });

  it('does not wait for ever for a vendor that does not say goodbye', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reading = read();
    input.close();
    await vi.waitFor(() => expect(line.finish).toHaveBeenCalled());
    await vi.advanceTimersByTimeAsync(3_000);
    await reading;
    expect(line.hungUp).toBe(true);
    expect(vi.getTimerCount(), 'timers left').toBe(0);
  });
});
