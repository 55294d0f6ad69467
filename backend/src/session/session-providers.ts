import type { Llm } from '../llm/llm.port.js';
import {
  ChoiceError,
  type ProviderChange,
  type ProviderLease,
} from '../provider-kit/leases/stage-providers.js';
import type { Stt } from '../stt/stt.port.js';
import type { Tts } from '../tts/tts.port.js';
import type { Vad } from '../vad/vad.port.js';

/** What the stages run on: with their fallbacks, retries and limits of time. */
export interface SessionProviders {
  vad: Vad;
  stt: Stt;
  llm: Llm;
  tts: Tts;
}

export type ChoosableStage = 'stt' | 'llm' | 'tts';

interface Chooser<Provider> {
  /** @throws ChoiceError whose message is for the client */
  acquire(change: ProviderChange, before?: ProviderLease<Provider>): Promise<ProviderLease<Provider>>;
}

/** Where a session gets providers of its own from. */
export type ProviderChoosers = { [Stage in ChoosableStage]: Chooser<SessionProviders[Stage]> };

type Leases = { [Stage in ChoosableStage]?: ProviderLease<SessionProviders[Stage]> };

/** The providers of one session: everybody's, until its client asks for others. */
export class SessionStages {
  readonly #leases: Leases = {};
  /** Those that an answer may still use. */
  #retired: ProviderLease<unknown>[] = [];
  #changing: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    private readonly standard: SessionProviders,
    private readonly choosers: ProviderChoosers | undefined,
  ) {}

  get stt(): Stt {
    return this.#leases.stt?.provider ?? this.standard.stt;
  }

  get llm(): Llm {
    return this.#leases.llm?.provider ?? this.standard.llm;
  }

  get tts(): Tts {
    return this.#leases.tts?.provider ?? this.standard.tts;
  }

  /**
   * From the next turn on. Changes happen one after the other.
   * @throws ChoiceError whose message is for the client; the stage stays as it was
   */
  change(stage: ChoosableStage, change: ProviderChange): Promise<void> {
    const changed = this.#changing.then(() => this.#change(stage, change));
    this.#changing = changed.catch(() => undefined);
    return changed;
  }

  /** No turn is under way: nothing uses what was replaced. */
  settle(): void {
    if (this.#retired.length === 0) return;
    const retired = this.#retired;
    this.#retired = [];
    // What cannot be closed is of no use to anybody, and nobody's problem here.
    for (const lease of retired) lease.release().catch(() => undefined);
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true;
    for (const stage of ['stt', 'llm', 'tts'] as const) this.#retire(stage);
    this.settle();
  }

  async #change<Stage extends ChoosableStage>(stage: Stage, change: ProviderChange): Promise<void> {
    const chooser: Chooser<SessionProviders[Stage]> | undefined = this.choosers?.[stage];
    if (!chooser) throw new ChoiceError('The providers of this session cannot be changed.');
    const before: ProviderLease<SessionProviders[Stage]> | undefined = this.#leases[stage];
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
