import { abortable } from '../common/streams/abortable.js';
import type { StreamReader } from '../common/streams/stream-reader.js';
import { untilAborted } from '../common/streams/until-aborted.js';
import { CircuitBreaker } from '../provider-kit/circuit-breaker.js';
import { providerStalled } from '../provider-kit/errors/availability-errors.js';
import { failover } from '../provider-kit/failover.js';
import { STALL_MS, type ResilienceOptions, warmUpAll } from '../provider-kit/resilience.js';
import { localNames } from '../provider-kit/local-names.js';
import { Llm, type LlmEvent, type LlmRequest, type NoModel } from './llm.port.js';

/**
 * The edge of the stage: a language model with its fallbacks in order. It tries again, switches to a fallback, and is the
 * only place that ends a stream on abort and on a stall: providers do neither.
 */
export class ResilientLlm extends Llm {
  readonly #breakers: readonly CircuitBreaker<Llm>[];
  readonly #stallMs: number;

  /** @param providers the first is used; the others are its fallbacks, in order */
  constructor(
    private readonly providers: readonly [Llm, ...Llm[]],
    { stallMs = STALL_MS }: ResilienceOptions = {},
  ) {
    super();
    this.#breakers = providers.map((provider) => new CircuitBreaker(provider));
    this.#stallMs = stallMs;
  }

  get name(): string {
    return this.providers[0].name;
  }

  override get fallbacks(): readonly string[] {
    return this.providers.slice(1).map(({ name }) => name);
  }

  override get localNames(): readonly string[] {
    return localNames(this.providers);
  }

  override get mayHaveNoModel(): boolean {
    return this.providers.some(({ mayHaveNoModel }) => mayHaveNoModel);
  }

  /** No fallback is asked, because a provider without a model does not fail. */
  override get neverHasModel(): boolean {
    return this.providers[0].neverHasModel;
  }

  async warmUp(): Promise<void> {
    await warmUpAll(this.providers);
  }

  override async connect(signal: AbortSignal): Promise<void> {
    await untilAborted(this.providers[0].connect(signal), signal);
  }

  stream(request: LlmRequest): AsyncGenerator<LlmEvent | NoModel, void, undefined> {
    const { signal, warn, answeredBy } = request;
    return failover(this.#breakers, {
      stage: 'llm',
      signal,
      warn,
      open: (provider) => streamOf(provider, request, this.#stallMs),
      begins: ({ type }) => type !== 'reasoning',
      begun: ({ name, modelName }) => answeredBy?.({ name, model: modelName }),
    });
  }
}

/** One try of one provider. Ends at once on abort and when its reader leaves. @throws ProviderError, also on a stall */
export function streamOf(
  provider: Llm,
  request: LlmRequest,
  stallMs: number,
): StreamReader<LlmEvent | NoModel> {
  return abortable((signal) => provider.stream({ ...request, signal }), request.signal, {
    ms: stallMs,
    error: () => providerStalled('llm', provider.name, stallMs),
  });
}
