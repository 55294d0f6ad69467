import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recogniserQueued } from '../../../../common/telemetry/channels.js';
import { collect } from '../../../../common/telemetry/testing/collect.js';
import type { RecogniserWorkerData, ToWorker } from './messages.js';
import { RecogniserPool } from './recogniser-pool.js';
import { SessionPage } from './session-page.js';
import type { RecogniserThread, SegmentListener } from './recogniser-thread.js';

const RETIRE_AFTER_MS = 30_000;

/** A thread that answers when it is told to. */
class FakeThread {
  readonly ready = Promise.resolve();
  isReady = true;
  isDead = false;
  readonly listeners: SegmentListener[] = [];
  readonly sent: ToWorker[] = [];
  closed = false;

  constructor(readonly data: RecogniserWorkerData) {}

  get load(): number {
    return this.listeners.length;
  }

  get speaking(): number {
    return this.load - this.sent.filter(({ type }) => type === 'end').length;
  }

  begin(
    _leadIn: Int16Array,
    _mean: Float32Array | undefined,
    _page: SessionPage,
    listener: SegmentListener,
  ): number {
    return this.listeners.push(listener);
  }

  send(message: ToWorker): void {
    this.sent.push(message);
  }

  /** Ends its oldest segment. */
  finish(text = 'done'): void {
    this.listeners.shift()!.onFinal(text, new Float32Array(13), undefined);
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

describe(RecogniserPool.name, () => {
  let threads: FakeThread[];
  let sut: RecogniserPool;
  const live = new AbortController().signal;
  const handlers = { onPartial() {}, onCommand() {} };
  const open = (signal = live) => sut.open(new Int16Array(0), undefined, new SessionPage(), handlers, signal);

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    threads = [];
    sut = new RecogniserPool(
      { workers: 2, decodersPerWorker: 2, retireAfterMs: RETIRE_AFTER_MS },
      () => ({
        sentences: 'stop',
        libraries: { sphinxbase: '', pocketsphinx: '' },
        modelFolder: '',
        tuning: { domainWeight: 0.5, vocabularyWords: 1, languageWeight: 1, decoder: {} },
      }),
      (data) => {
        threads.push(new FakeThread(data));
        return threads.at(-1) as unknown as RecogniserThread;
      },
    );
  });

  afterEach(async () => {
    await sut.close();
    vi.useRealTimers();
  });

  it('starts no second thread for a user who goes on while the last words are still being decoded', async () => {
    const segment = await open();
    segment!.end();
    await open();
    expect(threads).toHaveLength(1);
    await open();
    expect(threads).toHaveLength(2);
  });

  it('starts a second thread when the first is busy, and gives work to the less busy one', async () => {
    await open();
    expect(threads).toHaveLength(1);
    await open();
    await open();
    await open();
    expect(threads.map(({ load }) => load)).toEqual([2, 2]);
  });

  it('lets the next segment wait until a decoder is free, and tells how long', async () => {
    for (let i = 0; i < 4; i++) await open();
    using told = collect(recogniserQueued);
    let opened = false;
    const waiting = open().then(() => (opened = true));
    for (let i = 0; i < 10; i++) await Promise.resolve();
    expect(opened).toBe(false);
    expect(told.messages).toEqual([]);
    threads[1]!.finish();
    await waiting;
    expect(told.messages).toEqual([{ waitedMs: expect.any(Number) }]);
    expect(told.messages[0]!.waitedMs).toBeGreaterThan(0);
    expect(threads[1]!.load).toBe(2);
  });

  it('does not let a session wait that has left', async () => {
    for (let i = 0; i < 4; i++) await open();
    const abort = new AbortController();
    const waiting = open(abort.signal);
    abort.abort();
    expect(await waiting).toBeNull();
    const next = open();
    threads[0]!.finish();
    expect(await next).not.toBeNull();
  });

  it('ends the second thread after it was idle for a while, and keeps the first', async () => {
    for (let i = 0; i < 3; i++) await open();
    const [first, second] = threads as [FakeThread, FakeThread];
    while (first.load > 0) first.finish();
    while (second.load > 0) second.finish();
    vi.advanceTimersByTime(RETIRE_AFTER_MS - 1);
    expect(second.closed).toBe(false);
    vi.advanceTimersByTime(1);
    expect([first.closed, second.closed]).toEqual([false, true]);
  });

  it('keeps the second thread that is needed again in time', async () => {
    for (let i = 0; i < 3; i++) await open();
    const second = threads[1]!;
    while (second.load > 0) second.finish();
    vi.advanceTimersByTime(RETIRE_AFTER_MS / 2);
    await open();
    expect(second.load).toBe(1);
    vi.advanceTimersByTime(RETIRE_AFTER_MS * 2);
    expect(second.closed).toBe(false);
  });

  it('starts a new thread for one that died', async () => {
    await sut.warmUp();
    threads[0]!.isDead = true;
    threads[0]!.isReady = false;
    await open();
    expect(threads[1]!.load).toBe(1);
  });

  it('leaves no files behind', async () => {
    await sut.warmUp();
    const { cacheFolder } = threads[0]!.data;
    expect(existsSync(cacheFolder)).toBe(true);
    await sut.close();
    expect(existsSync(cacheFolder)).toBe(false);
  });
});
