import { abortable } from '../../common/streams/abortable.js';
import { CONNECT_TIMEOUT_MS, createHttpClient, type HttpClient } from '../../provider-kit/http-agent.js';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { providerProblem, type Vendor } from '../../provider-kit/errors/provider-problem.js';
import { problemOfFailure, type Refusal } from './http-problem.js';
import { leaveAtOnce } from './leave-at-once.js';
import { Llm, type LlmEvent, type LlmRequest } from '../llm.port.js';

/**
 * A language model behind an HTTP API: what those of all vendors have in common. One request is one try; trying again
 * is up to whoever uses it.
 */
export abstract class HttpLlm extends Llm {
  readonly name: string;
  readonly #ownsHttp: boolean;

  /** @param http for a pool of connections that someone else closes */
  protected constructor(
    protected readonly vendor: Vendor,
    protected readonly baseURL: string,
    http?: HttpClient,
  ) {
    super();
    this.name = vendor.provider;
    this.#ownsHttp = http === undefined;
    this.http = http ?? createHttpClient();
  }

  protected readonly http: HttpClient;

  /** Loads the vendor's package. */
  abstract override warmUp(): Promise<void>;

  /** Asks for the list of models, which costs nothing. @returns those that one can talk with */
  protected abstract listModels(signal: AbortSignal): Promise<string[]>;

  protected abstract answer(request: LlmRequest): AsyncIterable<LlmEvent>;

  /** What the vendor said, of an error of its package; undefined where it said nothing. */
  protected abstract refusalOf(error: unknown): Refusal | undefined;

  /** As far as it is known. */
  protected abstract readonly model: string | undefined;

  override async connect(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.http.hasIdleConnection(this.baseURL)) return;
    try {
      await this.listModels(AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIMEOUT_MS)]));
    } catch (error) {
      if (signal.aborted) return;
      const refusal = this.refusalOf(error);
      if (refusal && !refusesKey(refusal)) return;
      throw this.problem(error, false);
    }
  }

  /** @throws ProviderError */
  async models(signal: AbortSignal): Promise<string[]> {
    try {
      return await this.listModels(AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIMEOUT_MS)]));
    } catch (error) {
      throw this.problem(error, false);
    }
  }

  stream(request: LlmRequest): AsyncIterable<LlmEvent> {
    return leaveAtOnce(request, (leavable) => this.#events(leavable));
  }

  async onModuleDestroy(): Promise<void> {
    if (this.#ownsHttp) await this.http.close();
  }

  protected problem(error: unknown, begun: boolean): ProviderError {
    if (error instanceof ProviderError) return error;
    const refusal = this.refusalOf(error);
    const kind = problemOfFailure(error, begun, refusal, this.vendor.address);
    return providerProblem(this.vendor, kind, { cause: error, model: this.model, status: refusal?.status });
  }

  async *#events(request: LlmRequest): AsyncGenerator<LlmEvent, void, undefined> {
    const { signal } = request;
    if (signal.aborted) return;
    let begun = false;
    try {
      for await (const event of abortable(this.answer(request), signal)) {
        if (signal.aborted) return;
        begun = true;
        yield event;
      }
    } catch (error) {
      // The packages may throw on an abort or end quietly.
      if (signal.aborted) return;
      throw this.problem(error, begun);
    }
  }
}

/**
 * Not so a key that may talk with models and not list them: 403, or at OpenAI 401 with a word about scopes. Nor any
 * other answer: what is wrong with it, the turn will tell.
 */
function refusesKey({ status, reason }: Refusal): boolean {
  if (status === 401) return !/scope|permission/i.test(reason);
  return status === 400 && /api.?key/i.test(reason);
}
