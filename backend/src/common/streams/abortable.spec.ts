import { describe, expect, it, vi } from 'vitest';
import { abortable } from './abortable.js';

const error = () => new Error('stalled');

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

describe(abortable.name, () => {
  it('passes a stream through', async () => {
    async function* source() {
      yield 1;
      yield 2;
    }
    const { signal } = new AbortController();
    expect(await collect(abortable(source(), signal, { ms: 1_000, error }))).toEqual([1, 2]);
  });

  it('fails when the source hangs', async () => {
    async function* source() {
      yield 1;
      await new Promise(() => undefined);
    }
    const { signal } = new AbortController();
    await expect(collect(abortable(source(), signal, { ms: 20, error }))).rejects.toThrow('stalled');
  });

  it('does not count the time in which the source waits for us', async () => {
    const more = Promise.withResolvers<void>();
    let looks = 0;
    async function* source() {
      await more.promise;
      yield 1;
    }
    const busySince = () => {
      if (++looks === 3) more.resolve();
      return null;
    };
    const { signal } = new AbortController();
    expect(await collect(abortable(source(), signal, { ms: 5, busySince, error }))).toEqual([1]);
    expect(looks).toBeGreaterThanOrEqual(3);
  });

  it('counts from when the source got something to do, not from when it was asked', async () => {
    const { signal } = new AbortController();
    const askedAt = performance.now();
    let busyAt: number | null = null;
    async function* source() {
      await new Promise(() => undefined);
      yield 1;
    }
    const busySince = () => (busyAt ??= performance.now() - askedAt > 60 ? performance.now() : null);
    const stalled = collect(abortable(source(), signal, { ms: 40, busySince, error }));
    await expect(stalled).rejects.toThrow('stalled');
    expect(performance.now() - busyAt!).toBeGreaterThanOrEqual(39);
  });

  it('ends at once on abort, even if the source hangs, and aborts the source', async () => {
    const controller = new AbortController();
    let returned = false;
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => undefined),
        return: () => {
          returned = true;
          return new Promise(() => undefined);
        },
      }),
    };
    const items = collect(abortable(source, controller.signal, { ms: 60_000, error }));
    controller.abort();
    expect(await items).toEqual([]);
    expect(returned).toBe(true);
  });

  it('does not start a source if it was aborted before, and closes a stream', async () => {
    const source = vi.fn(async function* () {
      yield 1;
    });
    expect(await collect(abortable(source, AbortSignal.abort()))).toEqual([]);
    expect(source).not.toHaveBeenCalled();
    const stream = source();
    expect(await collect(abortable(stream, AbortSignal.abort()))).toEqual([]);
    expect((await stream.next()).done).toBe(true);
  });

  it('lets its reader leave during a wait, and aborts the source', async () => {
    const left = Promise.withResolvers<void>();
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => undefined),
        return: () => {
          left.resolve();
          return new Promise(() => undefined);
        },
      }),
    };
    const reader = abortable(source, new AbortController().signal);
    const next = reader.next();
    expect((await reader.return()).done).toBe(true);
    expect((await next).done).toBe(true);
    await left.promise;
  });

  it('outlives a source that throws instead of promising', async () => {
    const oops = () => {
      throw new Error('oops');
    };
    const source = () => ({ [Symbol.asyncIterator]: () => ({ next: oops, return: oops }) });
    await expect(collect(abortable(source(), new AbortController().signal))).rejects.toThrow('oops');
    const controller = new AbortController();
    const reader = abortable(source(), controller.signal);
    controller.abort();
    expect((await reader.next()).done).toBe(true);
  });
});
