import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../common/clock/testing/fake-clock.js';
import { ReadThrottle } from './read-throttle.js';

const CHUNK = Buffer.alloc(64 * 1024);
/** 8 MiB. */
const BURST_CHUNKS = 128;

describe(ReadThrottle, () => {
  let clock: FakeClock;
  let bytes: PassThrough;
  const socket = Object.assign(new EventEmitter(), { pause: vi.fn(), resume: vi.fn() });

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    clock = new FakeClock();
    bytes = new PassThrough();
    new ReadThrottle(socket as never, bytes, clock);
    for (let i = 0; i < BURST_CHUNKS; i++) bytes.emit('data', CHUNK);
  });
  afterEach(() => vi.useRealTimers());

  it('does not slow down a burst', () => {
    expect(socket.pause).not.toHaveBeenCalled();
  });

  it('reads once in 100 ms beyond it', () => {
    for (let i = 1; i <= 3; i++) {
      bytes.emit('data', CHUNK);
      bytes.emit('data', CHUNK);
      expect(socket.pause).toHaveBeenCalledTimes(i);
      vi.advanceTimersByTime(100);
      expect(socket.resume).toHaveBeenCalledTimes(i);
    }
  });

  it('is over when the bytes are allowed again', () => {
    bytes.emit('data', CHUNK);
    vi.advanceTimersByTime(100);
    clock.advance(1_000);
    bytes.emit('data', CHUNK);
    expect(socket.pause).toHaveBeenCalledOnce();
  });

  it('leaves no timer behind', () => {
    bytes.emit('data', CHUNK);
    socket.emit('close');
    expect(vi.getTimerCount()).toBe(0);
  });
});
