import { Resampler } from '#audio/resampler';
import { asProviderError, type ProviderError } from '../../provider-kit/errors/provider-error.js';
import { Channel } from '../../common/streams/channel.js';
import { abortable } from '../../common/streams/abortable.js';
import type { ChatMessage, Llm, LlmContext } from '../../llm/llm.port.js';
import type { Tools } from '../../tools/tools.port.js';
import type { Tts } from '../../tts/tts.port.js';
import { TooEarlyError, withoutEffects } from './without-effects.js';
import type { AnswerEvent } from './answer-events.js';
import { withCaution, withPage } from './page-prompt.js';
import { answerWithTools } from './tool-loop.js';

export interface AnswerDependencies {
  llm: Llm;
  tts: Tts;
  context: LlmContext;
  /** What the model may have done; where it is left out, nothing. */
  tools?: Tools;
  voice?: string;
  dispatch(event: AnswerEvent): void;
  /** Resolves when more audio of this answer may be sent. */
  pace(signal: AbortSignal): Promise<void>;
  /** The rate that the client plays at. */
  outputHz: number;
  log(error: Error): void;
}

const NO_TOOLS: Tools = { list: () => [], run: async () => '' };

/** The streams of one answer: LLM to text events, pieces of text to audio events. One abort ends it all. */
export class AnswerPipeline {
  readonly #abort = new AbortController();
  readonly #speech = new AbortController();
  readonly #pieces = new Channel<string>();
  #speaking = false;
  #wanted = true;

  constructor(
    private readonly turnId: number,
    private readonly use: AnswerDependencies,
  ) {}

  /** Asks the language model; its words come as `llm_text` events and then `llm_done`. */
  async generate(messages: ChatMessage[], speculative: boolean): Promise<void> {
    const { llm, tools = NO_TOOLS, dispatch } = this.use;
    this.#wanted = !speculative;
    const isWanted = () => this.#wanted;
    const context = withoutEffects(this.use.context, isWanted);
    const { signal } = this.#abort;
    const { turnId } = this;
    const hasOthers = context.page !== undefined || tools.list().length > 0;
    const asked = withPage(hasOthers ? withCaution(messages) : messages, context.page);
    const loop = { llm, tools, turnId, isWanted, messages: asked, context, signal, warn: this.#warn };
    try {
      const stream = answerWithTools(loop);
      for await (const event of abortable(stream, signal)) {
        if (signal.aborted) return;
        if (event.type === 'text') dispatch({ type: 'llm_text', turnId, text: event.text });
        if (event.type === 'reasoning') dispatch({ type: 'llm_reasoning', turnId, text: event.text });
      }
      if (!signal.aborted) dispatch({ type: 'llm_done', turnId });
    } catch (error) {
      if (error instanceof TooEarlyError) return this.#tooEarly();
      this.#fail('llm', llm.name, error);
    }
  }

  /** What was asked for speculatively may have effects from now on. */
  confirm(): void {
    this.#wanted = true;
  }

  speak(text: string): void {
    this.#pieces.push(text);
    if (this.#speaking) return;
    this.#speaking = true;
    void this.#synthesize();
  }

  speakEnd(): void {
    this.#pieces.close();
    if (!this.#speaking && !this.#abort.signal.aborted)
      this.use.dispatch({ type: 'tts_done', turnId: this.turnId });
  }

  /** No more is spoken; the text goes on. */
  cancelSpeech(): void {
    this.#speech.abort();
    this.#pieces.abort();
  }

  cancel(): void {
    this.#abort.abort();
    this.cancelSpeech();
  }

  async #synthesize(): Promise<void> {
    const { tts, context, voice, outputHz, dispatch, pace } = this.use;
    const { signal } = this.#speech;
    const { turnId } = this;
    let resampler: Resampler | undefined;
    try {
      resampler = await Resampler.create(tts.sampleRateHz, outputHz);
      const { language } = context;
      const stream = tts.synthesize(this.#pieces, { voice, language, signal, warn: this.#warn });
      for await (const { pcm, piece, words } of abortable(stream, signal)) {
        const audio = resampler.process(pcm);
        if (audio.length === 0 && !words) continue;
        await pace(signal);
        if (signal.aborted) return;
        const durationMs = (audio.length / outputHz) * 1_000;
        dispatch({ type: 'tts_audio', turnId, pcm: audio, durationMs, piece, words });
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
    this.use.log(error);
    this.use.dispatch({ type: 'provider_warning', error });
  };

  #tooEarly(): void {
    if (!this.#abort.signal.aborted) this.use.dispatch({ type: 'speculation_failed', turnId: this.turnId });
  }

  #fail(stage: 'llm' | 'tts', provider: string, cause: unknown): void {
    if (this.#abort.signal.aborted) return;
    const error = asProviderError(stage, provider, cause);
    this.use.log(error);
    this.use.dispatch({ type: 'answer_failed', turnId: this.turnId, error });
  }
}
