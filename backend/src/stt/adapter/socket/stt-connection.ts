import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { problemOfStatus } from '../../../provider-kit/errors/http-status.js';
import type { SttEvent, SttInput } from '../../stt.port.js';
import { CONNECT_TIMEOUT_MS, type SocketEnd, type VendorSocket } from './vendor-socket.js';

/**
 * One open connection to a recogniser, in the vendor's own words. A vendor says how audio and marks are sent, and calls
 * `emit` and `fail` for what comes back.
 */
export abstract class SttConnection {
  readonly #failed = Promise.withResolvers<never>();
  readonly #finished = Promise.withResolvers<void>();
  #failure: ProviderError | undefined;
  #closing = false;

  constructor(
    protected readonly connection: VendorSocket,
    protected readonly vendor: Vendor,
    protected readonly model: string,
    protected readonly emit: (event: SttEvent) => void,
  ) {
    // Whoever waits gets it; nobody may.
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

  /** Until it may be spoken to. @throws ProviderError, also where the signal aborts */
  async ready(signal: AbortSignal): Promise<void> {
    const leave = () => this.fail(this.problem('unreachable', signal.reason));
    const timer = setTimeout(() => this.fail(this.problem('timed_out')), CONNECT_TIMEOUT_MS);
    signal.addEventListener('abort', leave, { once: true });
    try {
      // A vendor may have said why before it hung up.
      if (!(await this.connection.opened(signal)))
        throw this.#failure ?? this.explain(await this.connection.ended);
      await Promise.race([this.greeted(), this.failed]);
    } catch (error) {
      this.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    }
  }

  /** What is agreed after the socket is open, before audio may be sent. */
  protected greeted(): Promise<void> {
    return Promise.resolve();
  }

  abstract audio(pcm: Int16Array): void;
  abstract speechStart(): void;
  abstract speechEnd(): void;
  /** Asks the vendor for what is left and to close then. */
  protected abstract sayGoodbye(): void;
  /** The connection is gone after a goodbye: what was said last is all that will be said. */
  protected saidGoodbye(): void {}

  /** Stops timers. */
  protected abstract release(): void;

  push(item: SttInput): void {
    if (!this.open) return;
    if (item.type === 'audio') this.audio(item.pcm);
    else if (item.type === 'speech_start') this.speechStart();
    else this.speechEnd();
  }

  /** Resolves when everything that was sent is transcribed. */
  finish(): Promise<void> {
    this.#closing = true;
    if (this.open) this.sayGoodbye();
    else this.#finished.resolve();
    return this.#finished.promise;
  }

  /** Ends it at once. Idempotent. */
  terminate(): void {
    this.#closing = true;
    this.release();
    this.connection.terminate();
  }

  protected get open(): boolean {
    return this.connection.socket.readyState === this.connection.socket.OPEN;
  }

  /** All is transcribed that was owed. */
  protected done(): void {
    this.#finished.resolve();
  }

  protected fail(error: ProviderError): void {
    this.#failure ??= error;
    this.#failed.reject(error);
  }

  protected malformed(frame: unknown): void {
    this.fail(this.problem('malformed', frame));
  }

  protected problem(kind: Parameters<typeof providerProblem>[1], cause?: unknown, status?: number) {
    return providerProblem(this.vendor, kind, { cause, model: this.model, status });
  }

  /** What an end means for a person; a vendor knows more codes. */
  explain(end: SocketEnd): ProviderError {
    switch (end.type) {
      case 'refused':
        return this.problem(problemOfStatus(end.status, end.reason, this.vendor.address), end, end.status);
      case 'unreachable':
        return this.problem(end.timedOut ? 'timed_out' : 'unreachable', end.cause);
      case 'closed':
        return this.problem('broke_off', end);
    }
  }

  #onEnd(end: SocketEnd): void {
    this.release();
    if (this.#closing) {
      this.saidGoodbye();
      this.#finished.resolve();
    } else this.#failed.reject(this.explain(end));
  }
}
