import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import {
  providerProblem,
  type ProblemDetails,
  type Vendor,
} from '../../../provider-kit/errors/provider-problem.js';
import { problemOfStatus } from '../../../provider-kit/errors/http-status.js';
import type { SttEvent, SttInput } from '../../stt.port.js';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';
import type { TermUpdates } from './term-updates.js';
import type { SocketEnd, VendorSocket } from './vendor-socket.js';

const NO_AUDIO = new Int16Array(0);

/** The close code of a connection that was lost. */
const ABNORMAL_CLOSURE = 1006;

/**
 * One connection to a recogniser. A vendor's subclass sends audio and marks in the vendor's protocol, and calls `emit` and
 * `fail` for what it receives.
 */
export abstract class SttConnection {
  /** Tells the vendor the names of the page, if its protocol can. */
  protected readonly terms: TermUpdates | undefined;
  readonly #failed = Promise.withResolvers<never>();
  readonly #drained = Promise.withResolvers<void>();
  #failure: ProviderError | undefined;
  #closing = false;

  constructor(
    protected readonly connection: VendorSocket,
    protected readonly vendor: Vendor,
    protected readonly model: string,
    protected readonly emit: (event: SttEvent) => void,
  ) {
    // Handled here too: there may be no reader.
    this.#failed.promise.catch(() => undefined);
    void connection.ended.then((end) => this.#onEnd(end));
  }

  /** Rejects with a ProviderError when the connection cannot go on. */
  get failed(): Promise<never> {
    return this.#failed.promise;
  }

  get bufferedBytes(): number {
    return this.connection.bufferedBytes;
  }

  /** Resolves when the connection takes audio. @throws ProviderError, also if the signal aborts */
  async ready(signal: AbortSignal): Promise<void> {
    const leave = () => this.fail(this.problem('unreachable', signal.reason));
    const timer = setTimeout(() => this.fail(this.problem('timed_out')), CONNECT_TIMEOUT_MS);
    signal.addEventListener('abort', leave, { once: true });
    try {
      // A vendor may have given the reason before it closed.
      if (!(await this.connection.opened(signal)))
        throw this.#failure ?? this.errorOf(await this.connection.ended);
      await Promise.race([this.handshake(), this.failed]);
    } catch (error) {
      this.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    }
  }

  /** Configures the session once the socket is open, before audio may be sent. */
  protected handshake(): Promise<void> {
    return Promise.resolve();
  }

  abstract audio(pcm: Int16Array): void;
  /** @param preRoll audio before the mark that belongs to the segment; it was given to `audio`, too */
  abstract speechStart(preRoll: Int16Array): void;
  abstract speechEnd(): void;
  /** Asks the vendor to send the last transcripts and then close. */
  protected abstract requestClose(): void;
  /** Called when the connection has closed after `requestClose`: no more transcripts come. */
  protected onDrained(): void {}

  /** Stops timers. */
  protected abstract release(): void;

  push(item: SttInput): void {
    if (!this.open) return;
    switch (item.type) {
      case 'audio':
        return this.audio(item.pcm);
      case 'phrases':
        return this.terms?.phrases(item.phrases);
      case 'speech_start':
        this.terms?.speechStart();
        return this.speechStart(item.preRoll ?? NO_AUDIO);
      case 'speech_end':
        this.speechEnd();
        return this.terms?.speechEnd();
    }
  }

  /** Resolves when everything that was sent is transcribed. */
  drain(): Promise<void> {
    this.#closing = true;
    if (this.open) this.requestClose();
    else this.#drained.resolve();
    return this.#drained.promise;
  }

  /** Ends it at once. Idempotent. */
  terminate(): void {
    this.#closing = true;
    this.#release(false);
    this.connection.terminate();
  }

  protected get open(): boolean {
    return this.connection.socket.readyState === this.connection.socket.OPEN;
  }

  /** Call it when everything that was sent is transcribed. */
  protected done(): void {
    this.#drained.resolve();
  }

  protected fail(error: ProviderError): void {
    this.#failure ??= error;
    this.#failed.reject(error);
  }

  protected malformed(frame: unknown): void {
    this.fail(this.problem('malformed', frame));
  }

  protected problem(
    kind: Parameters<typeof providerProblem>[1],
    cause?: unknown,
    { status, retryAfterMs }: Pick<ProblemDetails, 'status' | 'retryAfterMs'> = {},
  ) {
    return providerProblem(this.vendor, kind, { cause, model: this.model, status, retryAfterMs });
  }

  /** The error for the user when the connection ended; vendors override this for their own codes. */
  errorOf(end: SocketEnd): ProviderError {
    switch (end.type) {
      case 'refused':
        return this.problem(problemOfStatus(end.status, end.reason, this.vendor.address), end, end);
      case 'unreachable':
        return this.problem(end.timedOut ? 'timed_out' : 'unreachable', end.cause);
      case 'closed':
        return this.problem('broke_off', end);
    }
  }

  #release(byVendor: boolean): void {
    this.release();
    this.terms?.release(byVendor);
  }

  #onEnd(end: SocketEnd): void {
    this.#release(!this.#closing && end.type === 'closed' && end.code !== ABNORMAL_CLOSURE);
    if (this.#closing) {
      this.onDrained();
      this.#drained.resolve();
    } else this.#failed.reject(this.errorOf(end));
  }
}
