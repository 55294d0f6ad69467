import { ProviderError } from '../provider-kit/errors/provider-error.js';

interface Connectable {
  /** @throws ProviderError */
  connect(signal: AbortSignal): Promise<void>;
}

export interface ConnectionPrewarmingDeps {
  /** The stages that the next answer needs. */
  stages(): Connectable[];
  /** Aborts the attempts. */
  signal: AbortSignal;
  /**
   * Called once per refused API key, so that the user knows before the first answer fails. Other errors are only
   * logged, because they may be gone by the first answer.
   */
  onKeyRefused(error: ProviderError): void;
  log(error: Error): void;
}

/** Opens the connections that the next answer needs while the user still speaks. */
export class ConnectionPrewarming {
  readonly #reported = new Set<string>();

  constructor(private readonly deps: ConnectionPrewarmingDeps) {}

  open(): void {
    for (const stage of this.deps.stages()) stage.connect(this.deps.signal).catch(this.#onFailed);
  }

  readonly #onFailed = (error: unknown): void => {
    if (this.deps.signal.aborted) return;
    this.deps.log(error as Error);
    if (!(error instanceof ProviderError) || error.code !== 'provider_auth') return;
    if (this.#reported.has(error.message)) return;
    this.#reported.add(error.message);
    this.deps.onKeyRefused(error);
  };
}
