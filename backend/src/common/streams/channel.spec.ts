import { describe, expect, it } from 'vitest';
import { Channel } from './channel.js';

async function read<T>(channel: Channel<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of channel) items.push(item);
  return items;
}

describe(Channel.name, () => {
  it('delivers pushed items in order, before and after the reader starts', async () => {
    const channel = new Channel<number>();
    channel.push(1);
    const items = read(channel);
    for (let i = 2; i <= 200; i++) channel.push(i);
    channel.close();
    expect(await items).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  });

  it('refuses items beyond its limit', async () => {
    const channel = new Channel<number>(2);
    expect([channel.push(1), channel.push(2), channel.push(3)]).toEqual([true, true, false]);
    channel.close();
    expect(channel.push(4)).toBe(false);
    expect(await read(channel)).toEqual([1, 2]);
  });

  it('ends in the error that it was closed with, after what is queued', async () => {
    const channel = new Channel<number>();
    channel.push(1);
    channel.close(new Error('over'));
    const seen: number[] = [];
    await expect(async () => {
      for await (const item of channel) seen.push(item);
    }).rejects.toThrow('over');
    expect(seen).toEqual([1]);
  });

  it('drops what is queued on abort, and wakes its reader', async () => {
    const channel = new Channel<number>();
    const items = read(channel);
    await new Promise(setImmediate);
    channel.abort();
    expect(await items).toEqual([]);
  });

  it('refuses items after its reader has left', async () => {
    const channel = new Channel<number>();
    channel.push(1);
    for await (const _ of channel) break;
    expect(channel.push(2)).toBe(false);
  });

  it('lets its reader leave during a wait', async () => {
    const channel = new Channel<number>();
    const reader = channel[Symbol.asyncIterator]();
    const next = reader.next();
    await reader.return();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(channel.push(1)).toBe(false);
  });
});
