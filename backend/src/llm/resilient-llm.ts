import { guardStream } from '../common/streams/guard-stream.js';
import { providerStalled } from '../provider-kit/errors/provider-error.js';
import { Candidate, STALL_MS, type ResilienceOptions, warmUpAll } from '../provider-kit/circuit-breaker.js';
import { failover } from '../provider-kit/failover.js';
import { Llm, type LlmEvent, type LlmRequest } from './llm.port.js';

/** A language model with its fallbacks in order: retries, takes over, and never waits for ever. */
export class ResilientLlm extends Llm {
  readonly #candidates: readonly Candidate<Llm>[];
  readonly #stallMs: number;

  /** @param providers the first is the one to use; the others stand in for it */
  constructor(
    private readonly providers: readonly [Llm, ...Llm[]],
    { stallMs = STALL_MS }: ResilienceOptions = {},
  ) {
    super();
    this.#candidates = providers.map((provider) => new Candidate(provider));
    this.#stallMs = stallMs;
  }

  get name(): string {
    return this.providers[0].name;
  }

  async warmUp(): Promise<void> {
    await warmUpAll(this.providers);
  }

  override async connect(signal: AbortSignal): Promise<void> {
    await this.providers[0].connect(signal);
  }

  stream(request: LlmRequest): AsyncGenerator<LlmEvent, void, undefined> {
    const { signal, warn } = request;
    const ms = this.#stallMs;
    return failover(this.#candidates, {
      stage: 'llm',
      signal,
      warn,
      open: (provider) =>
        guardStream(provider.stream(request), signal, {
          ms,
          error: () => providerStalled('llm', provider.name, ms),
        }),
      begins: ({ type }) => type !== 'reasoning',
    });
  }
}
