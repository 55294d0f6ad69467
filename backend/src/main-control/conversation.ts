import type { Mode, ServerMessage } from '#protocol';
import { instantOf, type Clock } from '../common/clock/clock.js';
import { AnswerPipeline, type AnswerPipelineDeps } from './output/answer-pipeline.js';
import { pace } from './output/pacing.js';
import type { ConversationOptions } from './options/conversation-options.js';
import type { Effect, TimerId } from './reducer/effects.js';
import type { ConversationEvent } from './reducer/events.js';
import { INITIAL_STATE, type ConversationState } from './reducer/state.js';
import { playedMs } from './policies/playhead.js';
import { reduce } from './reducer/reducer.js';
import { playbackOf } from './reducer/slices/answer.js';

export interface ConversationOutput {
  send(message: ServerMessage): void;
  sendAudio(turnId: number, pcm: Int16Array, sampleRateHz: number): void;
  /** Resolves when the client is there and takes more. */
  writable(signal: AbortSignal): Promise<void>;
}

export interface ConversationDependencies extends Pick<
  AnswerPipelineDeps,
  'answerer' | 'answererFirst' | 'context' | 'outputHz' | 'tools' | 'log'
> {
  /** Those that the next answer uses. */
  providers(): Pick<AnswerPipelineDeps, 'llm' | 'tts'>;
  /** An event could not be carried out; what it was to do may be half done. Where it is left out, the error is thrown. */
  onFault?(error: Error): void;
  /** Neither the user nor the assistant has the floor. */
  onQuiet?(): void;
  options: ConversationOptions;
  output: ConversationOutput;
  clock: Clock;
}

/** Runs the state machine of one session: events in, effects carried out. */
export class Conversation {
  voice: string | undefined;
  #state: ConversationState = INITIAL_STATE;
  #answer: { turnId: number; pipeline: AnswerPipeline } | undefined;
  /** Those that the one which is being carried out brought about. */
  readonly #events: ConversationEvent[] = [];
  #dispatching = false;
  readonly #timers = new Map<TimerId, NodeJS.Timeout>();
  #closed = false;

  constructor(private readonly use: ConversationDependencies) {}

  get mode(): Mode {
    return this.#state.mode;
  }

  /** The client says when the user is done. */
  get endsByHand(): boolean {
    return this.mode === 'push_to_talk' || this.#state.settings.endpointing.manual;
  }

  get state(): Readonly<ConversationState> {
    return this.#state;
  }

  /** One event after the other: what carrying out the effects of one brings about comes after all of them. */
  dispatch(event: ConversationEvent): void {
    this.#events.push(event);
    if (this.#dispatching) return;
    this.#dispatching = true;
    try {
      for (let next; (next = this.#events.shift());) if (!this.#closed) this.#step(next);
    } finally {
      this.#dispatching = false;
    }
  }

  /** A fault stays this conversation's own: thrown in a timer's callback it would end the process, and all others. */
  #step(event: ConversationEvent): void {
    try {
      this.#reduce(event);
    } catch (error) {
      if (!this.use.onFault) throw error;
      this.use.onFault(error as Error);
    }
  }

  #reduce(event: ConversationEvent): void {
    const { state, effects } = reduce(this.#state, event, instantOf(this.use.clock), this.use.options);
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
    if (this.#state.answer === null && this.#state.utterance === null) this.use.onQuiet?.();
  }

  /** Ends everything that runs. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#answer?.pipeline.cancel();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #carryOut(effect: Effect): void {
    switch (effect.type) {
      case 'send':
        return this.use.output.send(effect.message);
      case 'send_audio':
        return this.use.output.sendAudio(effect.turnId, effect.pcm, this.use.outputHz);
      case 'generate':
        return void this.#pipeline(effect.turnId, true).generate(effect.messages, effect.speculative);
      case 'confirm':
        return this.#pipeline(effect.turnId).confirm();
      case 'speak':
        return this.#pipeline(effect.turnId).speak(effect.text);
      case 'speak_end':
        return this.#pipeline(effect.turnId).speakEnd();
      case 'cancel':
        if (this.#answer?.turnId === effect.turnId) this.#answer.pipeline.cancel();
        return;
      case 'cancel_speech':
        if (this.#answer?.turnId === effect.turnId) this.#answer.pipeline.cancelSpeech();
        return;
      case 'set_timer':
        return this.#setTimer(effect.id, effect.at);
      case 'clear_timer':
        return this.#clearTimer(effect.id);
    }
  }

  /** @param fresh for a question that is asked anew: what ran for that turn before was ahead of its time */
  #pipeline(turnId: number, fresh = false): AnswerPipeline {
    if (this.#answer?.turnId === turnId && !fresh) return this.#answer.pipeline;
    // One answer at a time: a leftover of an older turn has nothing to say any more.
    this.#answer?.pipeline.cancel();
    const { llm, tts } = this.use.providers();
    const pipeline = new AnswerPipeline(turnId, {
      ...this.use,
      llm,
      tts,
      voice: this.voice,
      dispatch: (event) => this.dispatch(event),
      pace: (signal) =>
        pace(
          { writable: (until) => this.use.output.writable(until), leadMs: () => this.#leadMs(turnId) },
          signal,
        ),
    });
    this.#answer = { turnId, pipeline };
    return pipeline;
  }

  /** Audio of that turn that was sent and not played yet; null when its answer is over. */
  #leadMs(turnId: number): number | null {
    const { answer } = this.#state;
    return answer?.turnId === turnId
      ? answer.sentMs - playedMs(playbackOf(answer), this.use.clock.now(), this.use.options.policies.playhead)
      : null;
  }

  #setTimer(id: TimerId, at: number): void {
    this.#clearTimer(id);
    const delayMs = Math.max(0, at - this.use.clock.now());
    this.#timers.set(
      id,
      setTimeout(() => {
        this.#timers.delete(id);
        this.dispatch({ type: 'timer', id });
      }, delayMs),
    );
  }

  #clearTimer(id: TimerId): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }
}
