import { Logger } from '@nestjs/common';
import { channel } from 'node:diagnostics_channel';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineChannel } from './define-channel.js';

describe(defineChannel.name, () => {
  const sut = defineChannel<{ n: number }>('test');
  const ends: (() => void)[] = [];
  const subscribe = (listener: (message: { n: number }) => void) => ends.push(sut.subscribe(listener));

  afterEach(() => {
    for (const end of ends.splice(0)) end();
    vi.restoreAllMocks();
  });

  it('makes no message without subscribers', () => {
    const build = vi.fn(() => ({ n: 1 }));
    sut.publish(build);
    expect(build).not.toHaveBeenCalled();
  });

  it('makes one message for all subscribers', () => {
    const [first, second] = [vi.fn(), vi.fn()];
    subscribe(first);
    subscribe(second);
    const message = { n: 1 };
    const build = vi.fn(() => message);
    sut.publish(build);
    expect(build).toHaveBeenCalledOnce();
    for (const listener of [first, second]) expect(listener).toHaveBeenCalledExactlyOnceWith(message);
  });

  it('can be read by its name in Node', () => {
    const listener = vi.fn();
    channel(sut.name).subscribe(listener);
    ends.push(() => channel(sut.name).unsubscribe(listener));
    sut.publish(() => ({ n: 2 }));
    expect(sut.name).toBe('earshot.test');
    expect(listener).toHaveBeenCalledExactlyOnceWith({ n: 2 }, 'earshot.test');
  });

  it('tells a subscriber that has left nothing', () => {
    const listener = vi.fn();
    subscribe(listener);
    ends.pop()!();
    sut.publish(() => ({ n: 3 }));
    expect(listener).not.toHaveBeenCalled();
  });

  it('logs the error of a subscriber, and tells the others', () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const other = vi.fn();
    subscribe(() => {
      throw new Error('broken');
    });
    subscribe(other);
    sut.publish(() => ({ n: 4 }));
    expect(other).toHaveBeenCalledOnce();
    expect(warn).toHaveBeenCalledExactlyOnceWith('A listener of test failed: broken');
  });
});
