import { isLoopbackUrl } from '../../common/net/loopback.js';
import {
  httpError,
  refusalOf,
  refusesKey,
  type HttpErrorOptions,
} from '../../provider-kit/errors/http-error.js';
import type { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { providerProblem, type Vendor } from '../../provider-kit/errors/provider-problem.js';
import { CONNECT_TIMEOUT_MS, createHttpClient, type HttpClient } from '../../provider-kit/http-agent.js';
import { Llm, type LlmEvent, type LlmRequest } from '../llm.port.js';
import { AnswerCalls } from './answer-calls.js';
import { AnswerError, emptyAnswer } from './answer-error.js';
import { UsageMeter, type AnswerItem } from './answer-usage.js';
import { AT_WORK } from './at-work.js';
import { isCloudModel } from './openai-api/cloud-model.js';
import { offeredTools } from './offered-tools.js';
import { ReasoningFilter, SpokenThoughtsError } from './reasoning/reasoning-filter.js';
import { isReasoningModel } from './reasoning/reasoning-models.js';

/** White space and characters without a shape, such as zero-width spaces. */
const BLANK_AT_START = /^[\s\p{Cc}\p{Cf}]+/u;

/** A language model behind an HTTP API: the part that all vendors share. A request is one try. */
export abstract class HttpLlm extends Llm {
  readonly name: string;
  protected readonly http: HttpClient;
  readonly #ownsHttp: boolean;
  /** What the answers so far have shown: whether thoughts come within the text, only closed by a mark. */
  #hidesThoughts: boolean | undefined;

  /** @param http a pool of connections that its owner closes */
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

  /** Undefined until the server was asked for its models. */
  protected abstract readonly model: string | undefined;

  override get modelName(): string | undefined {
    return this.model;
  }

  override get isLocal(): boolean {
    return isLoopbackUrl(this.baseURL) && !isCloudModel(this.model ?? '');
  }

  /** Loads the vendor's SDK. */
  abstract override warmUp(): Promise<void>;

  /** Requests the list of models, which is free of charge. @returns the chat models */
  protected abstract listModels(signal: AbortSignal): Promise<string[]>;

  /** Finds out which model is asked, if that is open. */
  protected async chooseModel(_signal: AbortSignal): Promise<void> {}

  /** Sends the request. @returns the events of the answer and its tokens, as they come */
  protected abstract open(request: LlmRequest): Promise<AsyncIterable<AnswerItem>>;

  /** Called when an answer failed, before or after its first event; not when it was cancelled. */
  protected onFailure(): void {}

  /** What this vendor's errors mean, if it differs from the usual. */
  protected errorOptions(): HttpErrorOptions {
    return {};
  }

  override async connect(signal: AbortSignal): Promise<void> {
    if (this.http.hasIdleConnection(this.baseURL)) return;
    try {
      await this.listModels(withTimeout(signal));
    } catch (error) {
      const mapped = await this.#errorOf(error, false);
      // Any other refusal may concern the list alone: a key may have no permission for it.
      if ((await refusalOf(error)) && !(await refusesKey(error, mapped))) return;
      throw mapped;
    }
  }

  /** @throws ProviderError */
  async models(signal: AbortSignal): Promise<string[]> {
    try {
      return await this.listModels(withTimeout(signal));
    } catch (error) {
      throw await this.#errorOf(error, false);
    }
  }

  async *stream(request: LlmRequest): AsyncGenerator<LlmEvent, void, undefined> {
    let begun = false;
    try {
      await this.chooseModel(request.signal);
      const tools = offeredTools(request.tools, request.toolSet ?? 'auto', this.model);
      const answer = await this.open({ ...request, tools });
      for await (const event of this.#filtered(answer, request)) {
        begun = true;
        yield event;
      }
    } catch (error) {
      if (!request.signal.aborted) this.onFailure();
      throw await this.#errorOf(error, begun);
    }
  }

  /** The answer without marks of reasoning, without blank text before its first words, and with a limited number of calls, each with its own id. */
  async *#filtered(
    answer: AsyncIterable<AnswerItem>,
    { messages, signal, mayBeEmpty, usedTokens }: LlmRequest,
  ): AsyncGenerator<LlmEvent, void, undefined> {
    const filter = new ReasoningFilter(this.#mayBeThinking());
    const calls = new AnswerCalls(messages);
    const usage = new UsageMeter(usedTokens);
    let hasText = false;
    let thought = false;
    const pass = function* (events: readonly LlmEvent[]): Generator<LlmEvent> {
      for (const event of events) {
        thought ||= event.type === 'reasoning';
        if (event.type === 'text' && !hasText) {
          const text = event.text.replace(BLANK_AT_START, '');
          if (text === '') continue;
          hasText = true;
          yield { type: 'text', text };
        } else yield event;
      }
    };
    try {
      for await (const event of answer) {
        if (event.type === 'usage') {
          usage.read(event);
          continue;
        }
        if (event.type === 'text') {
          yield* pass(filter.push(event.text));
          if (filter.isHolding) yield AT_WORK;
          continue;
        }
        if (event === AT_WORK) {
          yield event;
          continue;
        }
        if (event.type === 'reasoning') filter.separated();
        // Text before a call comes before it.
        else yield* pass(filter.end());
        if (event.type === 'tool_call') {
          const call = calls.add(event.call);
          if (call) yield { type: 'tool_call', call };
          continue;
        }
        if (event.type === 'cut_off' && !hasText && !calls.any) break;
        yield* pass([event]);
      }
      yield* pass(filter.end());
    } catch (error) {
      if (error instanceof SpokenThoughtsError) this.#hidesThoughts = true;
      throw error;
    }
    if (filter.hidThoughts) this.#hidesThoughts = true;
    else if (hasText && !thought) this.#hidesThoughts ??= false;
    if (!hasText && !calls.any && !mayBeEmpty && !signal.aborted) throw emptyAnswer();
  }

  #mayBeThinking(): 'never' | 'perhaps' | 'likely' {
    if (this.vendor.address === undefined) return 'never';
    return (this.#hidesThoughts ?? isReasoningModel(this.model ?? '')) ? 'likely' : 'perhaps';
  }

  async onModuleDestroy(): Promise<void> {
    if (this.#ownsHttp) await this.http.close();
  }

  async #errorOf(error: unknown, begun: boolean): Promise<ProviderError> {
    const { model } = this;
    if (error instanceof SpokenThoughtsError)
      return providerProblem(this.vendor, 'spoken_thoughts', { cause: error });
    if (error instanceof AnswerError)
      return providerProblem(this.vendor, error.kind, { cause: error, model });
    const { kindOf, ...options } = this.errorOptions();
    return httpError(this.vendor, error, {
      begun,
      model,
      ...options,
      kindOf: (refusal, kind) =>
        // A model may be called "voice".
        kindOf?.(refusal, kind) ?? (kind === 'unknown_voice' ? 'unknown_model' : undefined),
    });
  }
}

const withTimeout = (signal: AbortSignal): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIMEOUT_MS)]);
