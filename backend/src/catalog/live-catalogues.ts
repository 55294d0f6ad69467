import { systemClock, type Clock } from '../common/clock/clock.js';
import { ProviderError } from '../provider-kit/errors/provider-error.js';
import { describeForLog } from '../common/log/redact.js';
import { readOptions } from '../provider-kit/create-provider.js';
import type { Catalogue, ProviderDefinition } from '../provider-kit/provider-definition.js';

/** A vendor that takes longer is left out: somebody waits for the list. */
const TIMEOUT_MS = 3_000;
/** New voices and models are rare, and each look costs the vendor's patience. */
const KEPT_FOR_MS = 5 * 60_000;
/** The user may be about to mend it; but a page that asks all the time shall not keep us asking. */
const FAILURE_KEPT_FOR_MS = 10_000;

type Answer = { catalogue: Catalogue } | { problem: string };

/** What vendors say can be chosen from, asked for now or a few minutes ago. */
export class LiveCatalogues {
  /** One for each provider that there is, at most. */
  readonly #answers = new Map<string, { askedAt: number; answer: Promise<Answer>; failed: boolean }>();

  constructor(
    private readonly clock: Clock = systemClock,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /**
   * @param id of the provider among all stages
   * @throws Error with a message for people
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
    const keptForMs = known?.failed ? FAILURE_KEPT_FOR_MS : KEPT_FOR_MS;
    if (known && this.clock.now() - known.askedAt < keptForMs) return known.answer;
    const entry = { askedAt: this.clock.now(), failed: false, answer: this.#ask(definition, configured) };
    this.#answers.set(id, entry);
    void entry.answer.then((answer) => (entry.failed = 'problem' in answer));
    return entry.answer;
  }

  async #ask(definition: ProviderDefinition<unknown>, configured: Record<string, unknown>): Promise<Answer> {
    const leave = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    // Raced, for a vendor's package may take no notice of the signal.
    const late = new Promise<Answer>((resolve) => {
      const problem = `${definition.label} did not answer within ${this.timeoutMs / 1_000} seconds.`;
      timer = setTimeout(() => resolve({ problem }), this.timeoutMs);
    });
    const request = async (): Promise<Answer> => {
      try {
        return {
          catalogue: await definition.listCatalogue!(readOptions(definition, configured), leave.signal),
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
      return await Promise.race([request(), late]);
    } finally {
      clearTimeout(timer);
      leave.abort();
    }
  }
}
