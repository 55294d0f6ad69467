import { ProviderError } from '../provider-kit/errors/provider-error.js';

interface Connectable {
  /** @throws ProviderError */
  connect(signal: AbortSignal): Promise<void>;
}

export interface EarlyConnectionsDependencies {
  /** Those that the next answer needs. */
  stages(): Connectable[];
  /** Ends the attempts. */
  signal: AbortSignal;
  /** A key is refused: said before the first answer fails for it, and once. All else may have passed until then. */
  onRefused(error: ProviderError): void;
  log(error: Error): void;
}

/** The connections that the next answer needs, opened while the user still speaks. */
export class EarlyConnections {
  /** One for each stage at most. */
  readonly #said = new Set<string>();

  constructor(private readonly use: EarlyConnectionsDependencies) {}

  open(): void {
    for (const stage of this.use.stages()) stage.connect(this.use.signal).catch(this.#onFailed);
  }

  readonly #onFailed = (error: unknown): void => {
    if (this.use.signal.aborted) return;
    this.use.log(error as Error);
    if (!(error instanceof ProviderError) || error.code !== 'provider_auth') return;
    if (this.#said.has(error.message)) return;
    this.#said.add(error.message);
    this.use.onRefused(error);
  };
}
