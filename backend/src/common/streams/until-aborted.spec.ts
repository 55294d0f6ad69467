import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { untilAborted } from './until-aborted.js';

describe(untilAborted.name, () => {
  const never = new Promise<void>(() => undefined);

  it('ends with the promise, and leaves no listener', async () => {
    const { signal } = new AbortController();
    await untilAborted(Promise.resolve(), signal);
    await expect(untilAborted(Promise.reject(new Error('refused')), signal)).rejects.toThrow('refused');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('ends when the signal aborts, or has aborted', async () => {
    const abort = new AbortController();
    const waiting = untilAborted(never, abort.signal);
    abort.abort();
    await waiting;
    await untilAborted(never, abort.signal);
  });
});
