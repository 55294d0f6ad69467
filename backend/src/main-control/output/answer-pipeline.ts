import { msToSamples, piecesOf, samplesToMs } from '#audio';
import { Resampler } from '#audio/resampler';
import { asProviderError, type ProviderError } from '../../provider-kit/errors/provider-error.js';
import { Channel } from '../../common/streams/channel.js';
import { addUsage, UNKNOWN_USAGE, type TokenUsage } from '../../common/telemetry/token-usage.js';
import type { TurnProvider } from '../../common/telemetry/turn-record.js';
import type { ChatMessage, Llm } from '../../llm/llm.port.js';
import type { Answerer } from '../../skills/answerer.port.js';
import type { ToolSet } from '../../tools/browser-tools.js';
import { NO_TOOLS, type Tools } from '../../tools/tools.port.js';
import type { Tts } from '../../tts/tts.port.js';
import type { AnswerEvent } from './answer-events.js';
import type { AnswerPart } from './answer-part.js';
import { generateAnswer, type AnswerContext, type AnswerRequest } from './generate-answer.js';
import { MAX_PIECE_MS, type Pacer } from './pacing.js';
import type { Fence } from './task/fence.js';
import { paceText } from './text-pacing.js';

export interface AnswerPipelineDeps {
  llm: Llm;
  tts: Tts;
  answerer: Answerer;
  /** Whether the answerer is asked before the model. */
  answererFirst: boolean;
  context: AnswerContext;
  /** The most characters of a model's answer. */
  maxAnswerChars: number;
  /** The tools that the model may call; none by default. */
  tools?: Tools;
  /** Which of the tools the model is offered. */
  toolSet: ToolSet;
  /** Goes around what others wrote, in all requests of a session. */
  fence: Fence;
  voice?: string;
  dispatch(event: AnswerEvent): void;
  /** @returns what paces what is spoken from now on */
  pacer(): Pacer;
  /** The length of this answer's text that waits for its audio; 0 when the answer is over or is not spoken. */
  unspokenChars(): number;
  /** The sample rate that the client plays. */
  outputHz: number;
  log(error: Error): void;
}

/** What an answer is generated for. */
export interface Task extends Pick<AnswerRequest, 'action' | 'isDoubtful'> {
  /** The conversation with the question as its last message. */
  messages: ChatMessage[];
  /** Nothing that has a side effect runs before `confirm`. */
  speculative: boolean;
}

const NO_AUDIO = new Int16Array(0);

/**
 * The streams of one answer: its text as `llm_*` events, and its clauses as `tts_*` events. On abort the stages end
 * their streams themselves.
 */
export class AnswerPipeline {
  /** Those that have answered so far. */
  readonly providers: { llm?: TurnProvider; tts?: TurnProvider } = {};
  /** The tools that the model could choose from when it called some. */
  readonly toolNames = new Set<string>();
  #usage = UNKNOWN_USAGE;
  readonly #abort = new AbortController();
  #speech = new AbortController();
  #clauses = new Channel<string>();
  readonly #confirmed = Promise.withResolvers<void>();
  #speaking = false;
  /** Whether something came from TTS since its newest text. */
  #spokeSinceText = false;
  /** What is said once it goes on; null if it is not put aside. An answer has a limited length. */
  #parked: ((turnId: number) => AnswerEvent)[] | null = null;

  constructor(
    private turnId: number,
    private readonly deps: AnswerPipelineDeps,
  ) {}

  /** The tokens of the text so far. */
  get usage(): TokenUsage {
    return this.#usage;
  }

  /**
   * Generates the text: `llm_text` events and then `llm_done`, or `answer_failed`.
   */
  async generate({ messages, speculative, action, isDoubtful }: Task): Promise<void> {
    const {
      llm,
      tools = NO_TOOLS,
      toolSet,
      fence,
      answerer,
      answererFirst,
      context,
      maxAnswerChars,
      unspokenChars,
    } = this.deps;
    // The calls keep this turn; what is said belongs to the current one.
    const { turnId } = this;
    const { signal } = this.#abort;
    if (!speculative) this.confirm();
    try {
      const answer = generateAnswer({
        ...{ llm, tools, toolSet, fence, answerer, answererFirst, context, maxAnswerChars },
        ...{ messages, turnId, signal },
        speakingRates: this.deps.tts.speakingRates,
        action,
        isDoubtful,
        confirmed: this.#confirmed.promise,
        onToolCalls: (calls) => {
          for (const { name } of tools.list()) this.toolNames.add(name);
          this.#note((turnId) => ({ type: 'tool_calls', turnId, calls }));
        },
        onProgress: (progress, callId) =>
          this.#tell((turnId) => ({ ...progress, type: 'progress', turnId, callId })),
        onActionCall: (call) => {
          for (const { name } of tools.list()) this.toolNames.add(name);
          this.#note((turnId) => ({ type: 'action_call', turnId, call }));
        },
        onActionCallDone: (callId, failed) =>
          this.#note((turnId) => ({ type: 'action_call_done', turnId, callId, failed })),
        onAction: (text) => this.#note((turnId) => ({ type: 'action_done', turnId, text })),
        onToolResult: (callId, content) =>
          this.#note((turnId) => ({ type: 'tool_result', turnId, callId, content })),
        answeredBy: (provider) => (this.providers.llm = provider),
        usedTokens: (more) => (this.#usage = addUsage(this.#usage, more)),
        warn: this.#warn,
      });
      for await (const part of answer) {
        if (signal.aborted) return;
        this.#tell((turnId) => eventOf(part, turnId));
        await paceText(() => (this.#lacksText ? 0 : unspokenChars()), signal);
      }
      if (!signal.aborted) this.#tell((turnId) => ({ type: 'llm_done', turnId }));
    } catch (error) {
      this.#fail('llm', llm.name, error);
    }
  }

  /** The turn is certain: actions and tools may run. */
  confirm(): void {
    this.#confirmed.resolve();
  }

  speak(text: string): void {
    this.#spokeSinceText = false;
    this.#clauses.push(text);
    if (this.#speaking) return;
    this.#speaking = true;
    void this.#synthesize();
  }

  speakEnd(): void {
    this.#clauses.close();
    if (!this.#speaking && !this.#abort.signal.aborted)
      this.deps.dispatch({ type: 'tts_done', turnId: this.turnId });
  }

  /** No more is spoken; the text goes on. */
  cancelSpeech(): void {
    this.#speech.abort();
    this.#clauses.abort();
  }

  /** Stops speaking. What runs goes on, and is told when the answer goes on. */
  park(): void {
    this.cancelSpeech();
    this.#parked ??= [];
  }

  /** Stops speaking. What runs goes on, and is spoken as another turn. */
  goOnAs(turnId: number): void {
    this.cancelSpeech();
    this.turnId = turnId;
    const missed = this.#parked ?? [];
    this.#parked = null;
    this.#speech = new AbortController();
    this.#clauses = new Channel();
    this.#speaking = false;
    this.#spokeSinceText = false;
    for (const event of missed) this.deps.dispatch(event(turnId));
  }

  cancel(): void {
    this.#parked = null;
    this.#abort.abort();
    // The turn will not come, so nothing may wait for it.
    this.#confirmed.resolve();
    this.cancelSpeech();
  }

  /** Tells what is done, also while the answer is put aside: it counts even if the answer never goes on. */
  #note(event: (turnId: number) => AnswerEvent): void {
    this.deps.dispatch(event(this.turnId));
  }

  /** Tells of the answer, at once or when it goes on. */
  #tell(event: (turnId: number) => AnswerEvent): void {
    if (this.#parked) this.#parked.push(event);
    else this.deps.dispatch(event(this.turnId));
  }

  /** TTS waits for text, whatever the estimate says of the text that has no audio: without more the answer would never end. */
  get #lacksText(): boolean {
    return this.#spokeSinceText && this.#clauses.isAwaited;
  }

  async #synthesize(): Promise<void> {
    const { tts, context, voice, outputHz, dispatch } = this.deps;
    const { signal } = this.#speech;
    const clauses = this.#clauses;
    const { turnId } = this;
    const pacer = this.deps.pacer();
    let resampler: Resampler | undefined;
    try {
      resampler = await Resampler.create(tts.sampleRateHz, outputHz);
      const { language, user } = context;
      // Read now, because an action of this answer may have changed it.
      const speakingRate = user.preferences.get('speakingRate');
      const answeredBy = (provider: TurnProvider) => (this.providers.tts = provider);
      const options = { voice, language, speakingRate, signal, answeredBy, warn: this.#warn };
      const stream = tts.synthesize(clauses, options);
      for await (const { pcm, clause, words } of stream) {
        const audio = resampler.process(pcm);
        // Word times may come without audio, and go before the audio that they came with.
        if (words) dispatch({ type: 'tts_audio', turnId, pcm: NO_AUDIO, durationMs: 0, clause, words });
        for (const piece of piecesOf(audio, msToSamples(MAX_PIECE_MS, outputHz))) {
          await pacer.next(piece, signal);
          if (signal.aborted) return;
          const durationMs = samplesToMs(piece.length, outputHz);
          dispatch({ type: 'tts_audio', turnId, pcm: piece, durationMs, clause });
        }
        this.#spokeSinceText = true;
      }
      if (!signal.aborted) dispatch({ type: 'tts_done', turnId });
    } catch (error) {
      if (!signal.aborted) this.#fail('tts', tts.name, error);
    } finally {
      resampler?.close();
    }
  }

  readonly #warn = (error: ProviderError): void => {
    if (this.#abort.signal.aborted) return;
    this.deps.log(error);
    this.deps.dispatch({ type: 'provider_warning', error });
  };

  #fail(stage: 'llm' | 'tts', provider: string, cause: unknown): void {
    if (this.#abort.signal.aborted) return;
    const error = asProviderError(stage, provider, cause);
    this.deps.log(error);
    this.#tell((turnId) => ({ type: 'answer_failed', turnId, error }));
  }
}

function eventOf(part: AnswerPart, turnId: number): AnswerEvent {
  switch (part.type) {
    case 'text':
      return { ...part, type: 'llm_text', turnId };
    case 'reasoning':
      return { ...part, type: 'llm_reasoning', turnId };
    case 'earcon':
      return { ...part, turnId };
    case 'source':
      return { type: 'answer_source', turnId, passage: part.passage };
  }
}
