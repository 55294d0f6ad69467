import { systemClock, type Clock } from '../../../common/clock/clock.js';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsOptional, Min } from 'class-validator';
import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { createHttpClient } from '../../../provider-kit/http-agent.js';
import { Llm, NO_MODEL_NAME, type LlmEvent, type LlmRequest, type NoModel } from '../../llm.port.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import {
  assertLoopback,
  IsLoopbackAddress,
  findLoopbackServer,
  LOOPBACK_ADDRESSES,
  type FoundServer,
} from './loopback-probe.js';
import { OpenAiApiLlm, openAiServer } from '../../adapter/openai-api/openai-api-llm.js';

export interface EmbeddedLlmOptions {
  /** Whether to look for a language model on this computer. */
  probe?: boolean;
  /** `host:port` on this computer, the preferred one first. */
  addresses?: readonly string[];
  /** Longest wait for an address to answer. */
  probeTimeoutMs?: number;
}

/** How soon a newly started language model is noticed. */
const PROBE_AGAIN_MS = 10_000;

/** The language model on this computer, if there is one. */
export class EmbeddedLlm extends Llm {
  readonly #http = createHttpClient();
  readonly #addresses: readonly string[];
  readonly #probeTimeoutMs: number | undefined;
  readonly #clock: Clock;
  #model: Llm | undefined;
  #probing: Promise<Llm | undefined> | undefined;
  #probedAt = -Infinity;

  /** @throws RangeError if an address is not on this computer. */
  constructor(options: EmbeddedLlmOptions = {}, clock: Clock = systemClock) {
    super();
    this.#addresses = options.probe === false ? [] : (options.addresses ?? LOOPBACK_ADDRESSES);
    this.#addresses.forEach(assertLoopback);
    this.#probeTimeoutMs = options.probeTimeoutMs;
    this.#clock = clock;
  }

  /** The name of the model. It changes when a model is started or stopped. */
  get name(): string {
    return this.#model?.name ?? NO_MODEL_NAME;
  }

  override get isLocal(): boolean {
    return true;
  }

  override get modelName(): string | undefined {
    return this.#model?.modelName;
  }

  override get mayHaveNoModel(): boolean {
    return true;
  }

  async warmUp(): Promise<void> {
    await (await this.#findModel())?.warmUp();
  }

  /** The turn that needs the model reports its failure; turns that the skills answer do not. */
  override async connect(signal: AbortSignal): Promise<void> {
    const known = this.#model;
    // Looking for a model opens a connection to it.
    if (!known) return void (await this.#findModel());
    await known.connect(signal).catch(() => {
      if (!signal.aborted) this.#forget(known);
    });
  }

  async *stream(request: LlmRequest): AsyncGenerator<LlmEvent | NoModel, void, undefined> {
    const model = await this.#findModel();
    if (!model) return yield { type: 'no_model' };
    try {
      yield* model.stream(request);
    } catch (error) {
      // A model that is asked again has to know what its first answer showed.
      const isAskedAgain = error instanceof ProviderError && error.beginsAgain;
      if (!request.signal.aborted && !isAskedAgain) this.#forget(model);
      throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.#http.close();
  }

  /** The model that was found last. If there is none, looks for one at most every ten seconds. */
  async #findModel(): Promise<Llm | undefined> {
    if (this.#model) return this.#model;
    if (this.#addresses.length === 0) return undefined;
    if (!this.#probing && this.#clock.now() - this.#probedAt < PROBE_AGAIN_MS) return undefined;
    this.#probing ??= this.#probe().finally(() => (this.#probing = undefined));
    return this.#probing;
  }

  async #probe(): Promise<Llm | undefined> {
    const server = await findLoopbackServer(this.#addresses, this.#probeTimeoutMs, this.#http.fetch);
    this.#probedAt = this.#clock.now();
    this.#model = server && this.#modelOf(server);
    return this.#model;
  }

  #modelOf({ baseUrl, model }: FoundServer): Llm {
    const vendor = openAiServer(model, baseUrl);
    return new OpenAiApiLlm({ vendor, baseURL: baseUrl, model }, this.#http);
  }

  /** The server may have been stopped, or its model removed: look again at the next turn. */
  #forget(model: Llm): void {
    if (this.#model !== model) return;
    this.#model = undefined;
    this.#probedAt = -Infinity;
  }
}

class EmbeddedLlmConfig implements EmbeddedLlmOptions {
  @IsOptional()
  @IsBoolean()
  probe?: boolean;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsLoopbackAddress({ each: true })
  addresses?: string[];

  @IsOptional()
  @IsInt()
  @Min(1)
  probeTimeoutMs?: number;
}

export const embeddedLlm: ProviderDefinition<Llm, EmbeddedLlmConfig> = {
  name: 'embedded',
  label: 'The language model on this computer, or the skills',
  Options: EmbeddedLlmConfig,
  create: (options) => new EmbeddedLlm(options),
};
