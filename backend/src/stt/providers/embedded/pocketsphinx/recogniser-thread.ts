import { Worker } from 'node:worker_threads';
import { TemporaryFilesError } from './cache-folder.js';
import type { HeardCommand, PagePhrases } from '../../../stt.port.js';
import type { FromWorker, RecogniserWorkerData, ToWorker } from './messages.js';
import type { SessionPage } from './session-page.js';

/** Node's default would let each thread keep tens of megabytes of garbage; most of its memory is native. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 4 };

/** Receives what the thread says about one segment. */
export interface SegmentListener {
  onDecoded(samples: number): void;
  onPartial(text: string): void;
  /** A command about the page was said so far. */
  onCommand(command: HeardCommand): void;
  onFinal(text: string, mean: Float32Array, command: HeardCommand | undefined): void;
  onError(error: Error): void;
}

/** PocketSphinx or its model is not installed. */
export class NotInstalledError extends Error {}

const FAILURES = { not_installed: NotInstalledError, no_temporary_files: TemporaryFilesError, broken: Error };

/** One worker thread: carries messages, and tells every segment when it dies. */
export class RecogniserThread {
  /** Resolves when it can take segments. @throws NotInstalledError, TemporaryFilesError, Error */
  readonly ready: Promise<void>;
  /** It can take segments now. */
  isReady = false;
  /** It took its last segment. */
  isDead = false;
  readonly #worker: Worker;
  readonly #segments = new Map<number, SegmentListener>();
  /** Segments whose speech still comes. */
  readonly #open = new Set<number>();
  /** The phrases that the thread has of each session. */
  readonly #pages = new Map<number, PagePhrases>();
  #nextId = 0;
  #settleReady!: (error?: Error) => void;

  /** @param onPageFailed is told why commands about a page are not heard */
  constructor(
    data: RecogniserWorkerData,
    private readonly onPageFailed: (detail: string) => void = () => undefined,
  ) {
    const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
    this.#worker = new Worker(new URL(`./recogniser.worker${extension}`, import.meta.url), {
      workerData: data,
      // Flags of this process (such as a test runner's loaders) are left out, but the libraries stay the same: source or
      // built.
      execArgv: extension === '.ts' ? ['--conditions=source'] : [],
      resourceLimits: RESOURCE_LIMITS,
    });
    this.ready = new Promise((resolve, reject) => {
      this.#settleReady = (error) => (error ? reject(error) : resolve());
    });
    // Handled here too: it may not be awaited.
    this.ready.catch(() => undefined);
    this.#worker.on('message', (message: FromWorker) => this.#onMessage(message));
    this.#worker.on('error', (error) =>
      this.#die(lacksBinary(error) ? new NotInstalledError(error.message) : error),
    );
    this.#worker.on('exit', (code) =>
      this.#die(new Error(`The recogniser's thread ended with code ${code}.`)),
    );
  }

  /** Segments that have a decoder here. */
  get load(): number {
    return this.#segments.size;
  }

  /** Segments whose speech still comes; all others end soon. */
  get speaking(): number {
    return this.#open.size;
  }

  /** Tells it what a session's page shows, if that is new. */
  prepare({ session, phrases }: SessionPage): void {
    if (!phrases || this.#pages.get(session) === phrases || this.isDead) return;
    this.#pages.set(session, phrases);
    this.#worker.postMessage({ type: 'page', session, phrases } satisfies ToWorker);
  }

  /** The session is over. */
  forget({ session }: SessionPage): void {
    if (this.#pages.delete(session) && !this.isDead)
      this.#worker.postMessage({ type: 'forget', session } satisfies ToWorker);
  }

  /** @returns the segment's id, for `send`. */
  begin(
    leadIn: Int16Array,
    mean: Float32Array | undefined,
    page: SessionPage,
    listener: SegmentListener,
  ): number {
    this.prepare(page);
    const id = this.#nextId++;
    this.#segments.set(id, listener);
    this.#open.add(id);
    // A busy thread keeps the process alive, an idle one does not.
    this.#worker.ref();
    this.send({ type: 'begin', id, session: page.session, leadIn, mean });
    return id;
  }

  send(message: ToWorker): void {
    if (message.type === 'end' || message.type === 'cancel') this.#open.delete(message.id);
    this.#worker.postMessage(message);
  }

  /** Frees the models and ends the thread; ends it at once if they are not loaded yet. */
  async close(): Promise<void> {
    if (this.isDead) return;
    if (!this.isReady) return this.terminate();
    this.isDead = true;
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.ref();
    this.send({ type: 'close' });
    await ended;
  }

  /** Ends the thread at once; its segments fail. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #onMessage(message: FromWorker): void {
    switch (message.type) {
      case 'ready':
        this.isReady = true;
        this.#worker.unref();
        return this.#settleReady();
      case 'unavailable': {
        const Failure = FAILURES[message.reason];
        this.#die(new Failure(message.detail));
        return void this.terminate();
      }
      case 'decoded':
        return this.#segments.get(message.id)?.onDecoded(message.samples);
      case 'partial':
        return this.#segments.get(message.id)?.onPartial(message.text);
      case 'final':
        return this.#take(message.id)?.onFinal(message.text, message.mean, message.command);
      case 'command':
        return this.#segments.get(message.id)?.onCommand(message.command);
      case 'page_failed':
        return this.onPageFailed(message.detail);
      case 'failed':
        return this.#take(message.id)?.onError(new Error(message.detail));
    }
  }

  #take(id: number): SegmentListener | undefined {
    const listener = this.#segments.get(id);
    this.#segments.delete(id);
    this.#open.delete(id);
    if (this.#segments.size === 0) this.#worker.unref();
    return listener;
  }

  #die(error: Error): void {
    this.isDead = true;
    this.isReady = false;
    this.#settleReady(error);
    const orphans = [...this.#segments.values()];
    this.#segments.clear();
    this.#open.clear();
    for (const orphan of orphans) orphan.onError(error);
  }
}

/**
 * Whether the thread could not load the koffi package, which has no binary for some platforms, or one that needs a newer
 * system.
 */
export const lacksBinary = (error: NodeJS.ErrnoException): boolean =>
  /native koffi module/i.test(error.message) ||
  ['ERR_DLOPEN_FAILED', 'ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(error.code ?? '');
