import { rmSync } from 'node:fs';
import { systemClock } from '../../../../common/clock/clock.js';
import { recogniserQueued } from '../../../../common/telemetry/channels.js';
import { createCacheFolder } from './cache-folder.js';
import type { RecogniserWorkerData } from './messages.js';
import type { RecogniserThread } from './recogniser-thread.js';
import type { SessionPage } from './session-page.js';
import { RecogniserSegment, type SegmentHandlers } from './recogniser-segment.js';

export interface RecogniserPoolOptions {
  /** The most threads; each one after the first starts when the others are busy. */
  workers: number;
  /** The most segments that one thread decodes at once; each takes about 20 MB more. */
  decodersPerWorker: number;
  /** A thread that is idle for this long ends, except for the first: it holds about 100 MB. */
  retireAfterMs: number;
}

/**
 * The threads that decode for all sessions. A session has a decoder only while its user speaks. If all are taken, the
 * session and its audio wait for one.
 */
export class RecogniserPool {
  #threads: RecogniserThread[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #retirements = new WeakMap<RecogniserThread, NodeJS.Timeout>();
  #data: RecogniserWorkerData | undefined;

  /** @param createData called when the first thread starts. */
  constructor(
    private readonly options: RecogniserPoolOptions,
    private readonly createData: () => Omit<RecogniserWorkerData, 'cacheFolder'>,
    private readonly createThread: (data: RecogniserWorkerData) => RecogniserThread,
  ) {}

  /** Whether a session waits for a decoder. */
  get isContended(): boolean {
    return this.#waiting.length > 0;
  }

  /** Starts the first thread. @throws NotInstalledError, Error */
  async warmUp(): Promise<void> {
    await this.#first().ready;
  }

  /** Tells a thread what a session's page shows, so that the next segment need not wait for its grammar. */
  prepare(page: SessionPage): void {
    this.#first().prepare(page);
  }

  /** The session is over. */
  forget(page: SessionPage): void {
    for (const thread of this.#threads) thread.forget(page);
  }

  /**
   * Gets a decoder for one segment of speech; waits until one is free.
   * @param leadIn 16 kHz audio just before the segment
   * @param mean from this speaker's last segment
   * @param page of the session
   * @returns null if aborted before
   * @throws NotInstalledError, Error
   */
  async open(
    leadIn: Int16Array,
    mean: Float32Array | undefined,
    page: SessionPage,
    handlers: SegmentHandlers,
    signal: AbortSignal,
  ): Promise<RecogniserSegment | null> {
    const askedAt = systemClock.now();
    while (!signal.aborted) {
      await this.#first().ready;
      // No await from here to the wait: a decoder that becomes free in between would be missed.
      const thread = this.#freeThread();
      if (signal.aborted) break;
      if (thread) {
        recogniserQueued.publish(() => ({ waitedMs: systemClock.now() - askedAt }));
        return this.#begin(thread, leadIn, mean, page, handlers);
      }
      await this.#turn(signal);
    }
    // It may have been woken without need.
    this.#wakeNext();
    return null;
  }

  #begin(
    thread: RecogniserThread,
    leadIn: Int16Array,
    mean: Float32Array | undefined,
    page: SessionPage,
    handlers: SegmentHandlers,
  ): RecogniserSegment {
    clearTimeout(this.#retirements.get(thread));
    return new RecogniserSegment(thread, leadIn, mean, page, handlers, () => {
      this.#wakeNext();
      if (thread.load > 0 || thread === this.#threads[0]) return;
      this.#retirements.set(
        thread,
        setTimeout(() => this.#retire(thread), this.options.retireAfterMs).unref(),
      );
    });
  }

  #retire(thread: RecogniserThread): void {
    this.#threads = this.#threads.filter((other) => other !== thread);
    void thread.close();
  }

  async close(): Promise<void> {
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map((thread) => thread.close()));
    if (this.#data) rmSync(this.#data.cacheFolder, { recursive: true, force: true });
    this.#data = undefined;
  }

  #first(): RecogniserThread {
    this.#threads = this.#threads.filter(({ isDead }) => !isDead);
    return this.#threads[0] ?? this.#startThread();
  }

  /** The thread with the least work, if it can take a segment. */
  #freeThread(): RecogniserThread | undefined {
    const { workers, decodersPerWorker } = this.options;
    const [best] = this.#threads.filter(({ isReady }) => isReady).sort((a, b) => a.load - b.load);
    const free = best && best.load < decodersPerWorker ? best : undefined;
    // Not if the only segment is nearly done: a thread takes 100 MB, and the same user may simply go on.
    const isBusy = !free || free.speaking > 0;
    if (isBusy && this.#threads.length < workers) {
      // Only a segment without a decoder waits for the new thread.
      this.#startThread().ready.then(
        () => this.#wakeNext(),
        () => undefined,
      );
    }
    return free;
  }

  #startThread(): RecogniserThread {
    this.#data ??= { ...this.createData(), cacheFolder: createCacheFolder() };
    const thread = this.createThread(this.#data);
    this.#threads.push(thread);
    return thread;
  }

  /** Waits until a decoder may be free, or the signal aborts. */
  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        this.#waiting.splice(this.#waiting.indexOf(wake), 1);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(wake);
    });
  }

  #wakeNext(): void {
    this.#waiting.shift()?.();
  }
}
