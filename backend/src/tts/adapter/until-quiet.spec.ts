import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mayBeWhole, untilQuiet } from './until-quiet.js';

describe(untilQuiet.name, () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  async function* endless(...items: number[]) {
    yield* items;
    await new Promise(() => undefined);
  }
  const read = async (source: AsyncIterable<number>, isWhole: () => boolean) => {
    const items: number[] = [];
    for await (const item of untilQuiet(source, isWhole)) items.push(item);
    return items;
  };

  it('ends a stream whose end does not come, once it may be whole', async () => {
    let isWhole = false;
    const items = read(endless(1, 2), () => isWhole);
    const settled = vi.fn();
    void items.then(settled);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(settled).not.toHaveBeenCalled();
    isWhole = true;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await items).toEqual([1, 2]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('passes on the items, the end and the error of a stream, and leaves no timer', async () => {
    async function* two() {
      yield* [1, 2];
    }
    async function* broken() {
      yield 1;
      throw new Error('broken');
    }
    expect(await read(two(), () => true)).toEqual([1, 2]);
    await expect(read(broken(), () => true)).rejects.toThrow('broken');
    for await (const _ of untilQuiet(two(), () => true)) break;
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    [0, 0, false],
    [1_200, 20, true],
    [1_000, 20, false],
  ])('%i ms for %i characters may be whole: %s', (ms, characters, expected) => {
    expect(mayBeWhole(ms, characters)).toBe(expected);
  });
});
