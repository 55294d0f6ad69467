import type { Llm } from '../llm/llm.port.js';
import {
  ChoiceError,
  type ProviderChange,
  type ProviderLease,
} from '../provider-kit/leases/configured-stage.js';
import type { Stt } from '../stt/stt.port.js';
import type { Tts } from '../tts/tts.port.js';
import type { Vad } from '../vad/vad.port.js';

/** One provider per stage, with its fallbacks, retries and timeouts. */
export interface ProviderSet {
  vad: Vad;
  stt: Stt;
  llm: Llm;
  tts: Tts;
}

export type ChoosableStage = 'stt' | 'llm' | 'tts';

interface Chooser<Provider> {
  /** @throws ChoiceError with a message for the client */
  acquire(change: ProviderChange, before?: ProviderLease<Provider>): Promise<ProviderLease<Provider>>;
}

/** Creates the providers that a session asks for. */
export type ProviderChoosers = { [Stage in ChoosableStage]: Chooser<ProviderSet[Stage]> };

type Leases = { [Stage in ChoosableStage]?: ProviderLease<ProviderSet[Stage]> };

/** The providers of one session: the configured ones, until its client chooses others. */
export class SessionProviders {
  readonly #leases: Leases = {};
  /** Replaced providers that the current answer may still use. */
  #retired: ProviderLease<unknown>[] = [];
  #changing: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    private readonly configured: ProviderSet,
    private readonly choosers: ProviderChoosers | undefined,
  ) {}

  get stt(): Stt {
    return this.#leases.stt?.provider ?? this.configured.stt;
  }

  get llm(): Llm {
    return this.#leases.llm?.provider ?? this.configured.llm;
  }

  get tts(): Tts {
    return this.#leases.tts?.provider ?? this.configured.tts;
  }

  /**
   * Takes effect from the next turn on. Changes are made one after the other.
   * @throws ChoiceError with a message for the client; the stage keeps its provider
   */
  change(stage: ChoosableStage, change: ProviderChange): Promise<void> {
    const changed = this.#changing.then(() => this.#change(stage, change));
    this.#changing = changed.catch(() => undefined);
    return changed;
  }

  /** Releases replaced providers. Call it between turns, when no answer uses them. */
  releaseRetired(): void {
    if (this.#retired.length === 0) return;
    const retired = this.#retired;
    this.#retired = [];
    // A provider that fails to close is no longer used, so its error has no effect.
    for (const lease of retired) lease.release().catch(() => undefined);
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true;
    for (const stage of ['stt', 'llm', 'tts'] as const) this.#retire(stage);
    this.releaseRetired();
  }

  async #change<Stage extends ChoosableStage>(stage: Stage, change: ProviderChange): Promise<void> {
    const chooser: Chooser<ProviderSet[Stage]> | undefined = this.choosers?.[stage];
    if (!chooser) throw new ChoiceError('The providers of this session cannot be changed.');
    const before: ProviderLease<ProviderSet[Stage]> | undefined = this.#leases[stage];
    const lease = await chooser.acquire(change, before);
    this.#retire(stage);
    this.#leases[stage] = lease as Leases[Stage];
    if (this.#closed) this.close();
  }

  #retire(stage: ChoosableStage): void {
    const lease = this.#leases[stage];
    if (lease) this.#retired.push(lease);
    delete this.#leases[stage];
  }
}
