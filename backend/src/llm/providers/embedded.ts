import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsOptional, Min } from 'class-validator';
import { answerWithSkill } from '../../skills/skills.js';
import { Llm, type LlmEvent, type LlmRequest } from '../llm.port.js';
import type { ProviderDefinition } from '../../providers/provider-definition.js';
import {
  assertLoopback,
  IsLoopbackAddress,
  findLoopbackServer,
  LOOPBACK_ADDRESSES,
  type FoundServer,
} from '../loopback-probe.js';
import { OpenAiLlm } from './openai.js';
import { lastUserText, skillContextOf, SkillsLlm, textEvents } from './skills.js';

export interface EmbeddedLlmOptions {
  /** Whether to look for a language model on this computer. */
  probe?: boolean;
  /** `host:port` on this computer, the preferred one first. */
  addresses?: readonly string[];
  /** Longest wait for the answer of an address. */
  probeTimeoutMs?: number;
  /** Longest wait for a piece of the model's answer. */
  stallMs?: number;
}

/** How soon a language model that was just started is noticed. */
const PROBE_AGAIN_MS = 10_000;

/**
 * Answers with a language model on this computer where there is one, and with the skills otherwise.
 *
 * The skills go first even then where they are the better answerer (see `BestAnswerer`): they calculate and
 * convert exactly, know the clock, and only they can set a timer. What they only could apologize for, and small
 * talk, goes to the model. If the model fails before it said anything, the skills stand in where they can.
 */
export class EmbeddedLlm extends Llm {
  readonly #skills = new SkillsLlm();
  readonly #addresses: readonly string[];
  readonly #probeTimeoutMs: number | undefined;
  readonly #stallMs: number | undefined;
  readonly #clock: () => number;
  #model: Llm | undefined;
  #probing: Promise<Llm | undefined> | undefined;
  #probedAt = -Infinity;

  /** @throws RangeError where an address is not on this computer. */
  constructor(options: EmbeddedLlmOptions = {}, clock: () => number = () => performance.now()) {
    super();
    this.#addresses = options.probe === false ? [] : (options.addresses ?? LOOPBACK_ADDRESSES);
    this.#addresses.forEach(assertLoopback);
    this.#probeTimeoutMs = options.probeTimeoutMs;
    this.#stallMs = options.stallMs;
    this.#clock = clock;
  }

  /** Of who answers: it changes when a model is started or stopped. */
  get name(): string {
    return this.#model?.name ?? this.#skills.name;
  }

  async warmUp(): Promise<void> {
    await Promise.all([this.#skills.warmUp(), this.#findModel().then((model) => model?.warmUp())]);
  }

  async *stream(request: LlmRequest): AsyncGenerator<LlmEvent, void, undefined> {
    if (request.signal.aborted) return;
    const asked = request.messages.at(-1)?.role === 'user';
    const exact = asked && (await answerWithSkill(lastUserText(request), skillContextOf(request), ['skill']));
    if (exact) return yield* textEvents(exact.text, request.signal);

    const model = await this.#findModel();
    if (model) yield* this.#withModel(model, request, asked);
    else yield* this.#skills.stream(request);
  }

  async *#withModel(
    model: Llm,
    request: LlmRequest,
    asked: boolean,
  ): AsyncGenerator<LlmEvent, void, undefined> {
    let begun = false;
    try {
      for await (const event of model.stream(request)) {
        begun ||= event.type !== 'reasoning';
        yield event;
      }
    } catch (error) {
      this.#forget(model);
      if (begun || !asked || request.signal.aborted) throw error;
      const answer = await answerWithSkill(lastUserText(request), skillContextOf(request), ['either']);
      if (!answer) throw error;
      yield* textEvents(answer.text, request.signal);
    }
  }

  /** The model found last, or else, now and then, another look for one. */
  async #findModel(): Promise<Llm | undefined> {
    if (this.#model) return this.#model;
    if (this.#addresses.length === 0) return undefined;
    if (!this.#probing && this.#clock() - this.#probedAt < PROBE_AGAIN_MS) return undefined;
    this.#probing ??= this.#probe().finally(() => (this.#probing = undefined));
    return this.#probing;
  }

  async #probe(): Promise<Llm | undefined> {
    const server = await findLoopbackServer(this.#addresses, this.#probeTimeoutMs);
    this.#probedAt = this.#clock();
    this.#model = server && this.#use(server);
    return this.#model;
  }

  #use({ baseUrl, model }: FoundServer): Llm {
    return new OpenAiLlm({ baseURL: baseUrl, model, stallMs: this.#stallMs }, model);
  }

  /** It may have been stopped, or its model removed: look again at the next turn. */
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

  @IsOptional()
  @IsInt()
  @Min(1)
  stallMs?: number;
}

export const embeddedLlm: ProviderDefinition<Llm, EmbeddedLlmConfig> = {
  name: 'embedded',
  label: 'The language model on this computer, or the skills',
  Options: EmbeddedLlmConfig,
  create: (options) => new EmbeddedLlm(options),
};
