import { Resampler } from '#audio/resampler';
import { asProviderError, providerStalled } from '../common/provider-error.js';
import { Channel } from '../common/channel.js';
import { guardStream } from '../common/guard-stream.js';
import type { ChatMessage, Llm, LlmContext } from '../llm/llm.port.js';
import type { Tts } from '../tts/tts.port.js';
import { TooEarlyError, withoutEffects } from './without-effects.js';
import type { ConversationEvent } from './conversation-state.js';

/**
 * A provider that gives nothing for this long has failed. Under the 10 s after which a person must be told and
 * listened to again.
 */
export const STALL_MS = 8_000;

export interface AnswerDependencies {
  llm: Llm;
  tts: Tts;
  context: LlmContext;
  voice?: string;
  stallMs: number;
  dispatch(event: ConversationEvent): void;
  /** Resolves when audio of this turn may be sent: not far ahead of what was played, and the socket takes it. */
  pace(turnId: number, signal: AbortSignal): Promise<void>;
  /** The rate that the client plays at. */
  outputHz: number;
  log(error: Error): void;
}

/** The streams of one answer: LLM to text events, pieces of text to audio events. One abort ends it all. */
export class AnswerPipeline {
  readonly #abort = new AbortController();
  readonly #pieces = new Channel<string>();
  /** The voice has asked for more text. Before that, it is the voice that we wait for. */
  #textWanted = false;
  #speaking = false;

  constructor(
    private readonly turnId: number,
    private readonly use: AnswerDependencies,
  ) {}

  /** Asks the language model; its words come as `llm_text` events and then `llm_done`. */
  async generate(messages: ChatMessage[], speculative: boolean): Promise<void> {
    const { llm, stallMs, dispatch } = this.use;
    const context = speculative ? withoutEffects(this.use.context) : this.use.context;
    const { signal } = this.#abort;
    const { turnId } = this;
    try {
      const stream = llm.stream({ messages, tools: [], context, signal });
      const error = () => providerStalled('llm', llm.name, stallMs);
      for await (const event of guardStream(stream, signal, { ms: stallMs, error })) {
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

  cancel(): void {
    this.#abort.abort();
    this.#pieces.abort();
  }

  async #synthesize(): Promise<void> {
    const { tts, context, voice, stallMs, outputHz, dispatch, pace } = this.use;
    const { signal } = this.#abort;
    const { turnId } = this;
    const resampler = await Resampler.create(tts.sampleRateHz, outputHz);
    try {
      const stream = tts.synthesize(this.#trackedPieces(), { voice, language: context.language, signal });
      const error = () => providerStalled('tts', tts.name, stallMs);
      const idle = () => this.#textWanted && this.#pieces.size === 0;
      for await (const { pcm, piece, words } of guardStream(stream, signal, { ms: stallMs, idle, error })) {
        const audio = resampler.process(pcm);
        if (audio.length === 0) continue;
        await pace(turnId, signal);
        if (signal.aborted) return;
        const durationMs = (audio.length / outputHz) * 1_000;
        dispatch({ type: 'tts_audio', turnId, pcm: audio, durationMs, piece, words });
      }
      if (!signal.aborted) dispatch({ type: 'tts_done', turnId });
    } catch (error) {
      this.#fail('tts', tts.name, error);
    } finally {
      resampler.close();
    }
  }

  async *#trackedPieces(): AsyncGenerator<string, void, undefined> {
    this.#textWanted = true;
    for await (const piece of this.#pieces) {
      this.#textWanted = false;
      yield piece;
      this.#textWanted = true;
    }
    this.#textWanted = false;
  }

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
