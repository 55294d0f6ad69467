import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackendWatch, RECHECK_MS, RETRY_MS } from './backend-watch.svelte';

describe(BackendWatch.name, () => {
  let answers: Record<string, boolean>;
  let probed: string[];
  let hidden: boolean;
  let gate: Promise<void>;
  let sut: BackendWatch;
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    vi.useFakeTimers();
    answers = {};
    probed = [];
    hidden = false;
    gate = Promise.resolve();
    sut = new BackendWatch({
      probe: async (url) => {
        probed.push(url);
        await gate;
        return answers[url] ?? false;
      },
      hidden: () => hidden,
    });
  });
  afterEach(() => {
    sut.stop();
    vi.useRealTimers();
  });

  it('notices when the backend starts and when it ends', async () => {
    sut.start('ws://a');
    expect(sut.reachability).toBe('checking');
    await pass(0);
    expect(sut.reachability).toBe('unreachable');
    answers = { 'ws://a': true };
    await pass(RETRY_MS);
    expect(sut.reachability).toBe('reachable');
    answers = {};
    await pass(RECHECK_MS);
    expect(sut.reachability).toBe('unreachable');
  });

  it('looks at a new address at once, and ignores late results of the old one', async () => {
    let open = () => {};
    gate = new Promise((resolve) => (open = resolve));
    sut.start('ws://a');
    answers = { 'ws://a': true };
    sut.start('ws://b');
    sut.start('ws://b');
    expect(probed).toEqual(['ws://a', 'ws://b']);
    open();
    await pass(0);
    expect(sut.reachability).toBe('unreachable');
  });

  it('checks nothing while the page is hidden', async () => {
    hidden = true;
    sut.start('ws://a');
    await pass(10 * RETRY_MS);
    expect(probed).toEqual([]);
    hidden = false;
    await sut.check();
    expect(sut.reachability).toBe('unreachable');
  });

  it('checks nothing after it was stopped', async () => {
    sut.start('ws://a');
    sut.stop();
    await pass(10 * RECHECK_MS);
    await sut.check();
    expect(probed).toHaveLength(1);
    expect(sut.reachability).toBe('unknown');
  });
});
