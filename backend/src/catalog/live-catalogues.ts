import { systemClock, type Clock } from '../common/clock/clock.js';
import { ProviderError } from '../provider-kit/errors/provider-error.js';
import { describeForLog } from '../common/log/redact.js';
import { readOptions } from '../provider-kit/create-provider.js';
import type { Catalogue, ProviderDefinition } from '../provider-kit/provider-definition.js';

/** A slower vendor is left out, because a user waits for the list. */
const TIMEOUT_MS = 3_000;
/** New voices and models are rare, and vendors limit the number of requests. */
const CACHE_MS = 5 * 60_000;
/** Short, so that a fix is noticed soon; not zero, so that repeated requests do not reach the vendor. */
const FAILURE_CACHE_MS = 10_000;

type Answer = { catalogue: Catalogue } | { problem: string };

/** The models and voices that vendors offer to the user's account, cached for a few minutes. */
export class LiveCatalogues {
  /** By provider id. */
  readonly #answers = new Map<string, { askedAtMs: number; answer: Promise<Answer>; failed: boolean }>();

  constructor(
    private readonly clock: Clock = systemClock,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /**
   * @param id unique among the providers of all stages
   * @throws Error with a message for the user
   */
  async of(
    id: string,
    definition: ProviderDefinition<unknown>,
    configured: Record<string, unknown>,
  ): Promise<Catalogue> {
    const answer = await this.#recent(id, definition, configured);
    if ('problem' in answer) throw new Error(answer.problem);
    return answer.catalogue;
  }

  #recent(
    id: string,
    definition: ProviderDefinition<unknown>,
    configured: Record<string, unknown>,
  ): Promise<Answer> {
    const known = this.#answers.get(id);
    const cacheMs = known?.failed ? FAILURE_CACHE_MS : CACHE_MS;
    if (known && this.clock.now() - known.askedAtMs < cacheMs) return known.answer;
    const entry = { askedAtMs: this.clock.now(), failed: false, answer: this.#ask(definition, configured) };
    this.#answers.set(id, entry);
    void entry.answer.then((answer) => (entry.failed = 'problem' in answer));
    return entry.answer;
  }

  async #ask(definition: ProviderDefinition<unknown>, configured: Record<string, unknown>): Promise<Answer> {
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    // Raced, because a vendor's package may ignore the signal.
    const timeout = new Promise<Answer>((resolve) => {
      const problem = `${definition.label} did not answer within ${this.timeoutMs / 1_000} seconds.`;
      timer = setTimeout(() => resolve({ problem }), this.timeoutMs);
    });
    const request = async (): Promise<Answer> => {
      try {
        return {
          catalogue: await definition.listCatalogue!(readOptions(definition, configured), abort.signal),
        };
      } catch (error) {
        return {
          problem:
            error instanceof ProviderError
              ? error.message
              : `${definition.label} failed: ${describeForLog(error)}`,
        };
      }
    };
    try {
      return await Promise.race([request(), timeout]);
    } finally {
      clearTimeout(timer);
      abort.abort();
    }
  }
}
