import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { unlessAborted } from './unless-aborted.js';

describe(unlessAborted.name, () => {
  const never = new Promise<void>(() => undefined);

  it('ends with what it waits for, and leaves no listener', async () => {
    const { signal } = new AbortController();
    await unlessAborted(Promise.resolve(), signal);
    await expect(unlessAborted(Promise.reject(new Error('refused')), signal)).rejects.toThrow('refused');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('ends when the signal aborts, or did before', async () => {
    const abort = new AbortController();
    const waiting = unlessAborted(never, abort.signal);
    abort.abort();
    await waiting;
    await unlessAborted(never, abort.signal);
  });
});
