import type { Mode, ServerMessage } from '#protocol';
import { instantOf, type Clock } from '../common/clock/clock.js';
import type { TurnRecord } from '../common/telemetry/turn-record.js';
import { AnswerPipeline, type AnswerPipelineDeps } from './output/answer-pipeline.js';
import { Pacer } from './output/pacing.js';
import { Fence } from './output/task/fence.js';
import type { ConversationOptions } from './options/conversation-options.js';
import type { Effect, TimerId } from './reducer/effects.js';
import type { ConversationEvent } from './reducer/events.js';
import { INITIAL_STATE, type ConversationState } from './reducer/state.js';
import { clausesWithin } from './policies/heard-text.js';
import { leadMs, playedMs } from './policies/playhead.js';
import { reduce } from './reducer/reducer.js';
import { isHearing } from './reducer/slices/dictation.js';
import { isAudible, playbackOf, unspokenChars, type Answer } from './reducer/slices/answer-state.js';

export interface ConversationOutput {
  send(message: ServerMessage): void;
  sendAudio(turnId: number, pcm: Int16Array, sampleRateHz: number): void;
  /** Resolves when the client is connected and accepts more data. */
  writable(signal: AbortSignal): Promise<void>;
}

export interface ConversationDeps extends Pick<
  AnswerPipelineDeps,
  'answerer' | 'answererFirst' | 'context' | 'outputHz' | 'tools' | 'log'
> {
  /** The providers that the next answer uses. */
  providers(): Pick<AnswerPipelineDeps, 'llm' | 'tts'>;
  /** Called with an error of an event or of its effects, which may have run in part. By default the error is thrown. */
  onFault?(error: Error): void;
  /** Called with each change of a question about a tool call. */
  onApproval?(change: ApprovalChange): void;
  /** Called when the user stops what other programs do. */
  onStopPrograms?(): void;
  /** Called with the record of each turn that is over. */
  onTurnEnded?(record: TurnRecord): void;
  /** Called when there is neither an utterance nor an answer. */
  onIdle?(): void;
  options: ConversationOptions;
  output: ConversationOutput;
  clock: Clock;
}

/** `begunAs`: its first turn, which its calls belong to. */
interface RunningAnswer {
  readonly begunAs: number;
  turnId: number;
  readonly pipeline: AnswerPipeline;
}

export type ApprovalChange = Omit<Extract<Effect, { type: 'approval' }>, 'type'>;

/** Runs the reducer of one session and carries out its effects. */
export class Conversation {
  /** The TTS voice of the answers from now on; undefined for the provider's default. */
  voiceId: string | undefined;
  #state: ConversationState = INITIAL_STATE;
  #answer: RunningAnswer | undefined;
  /** Events that wait for the current one. */
  readonly #events: ConversationEvent[] = [];
  #dispatching = false;
  /** The answers that are put aside, by the turn that they were. */
  readonly #parked = new Map<number, RunningAnswer>();
  readonly #timers = new Map<TimerId, NodeJS.Timeout>();
  readonly #fence = new Fence();
  #closed = false;

  constructor(private readonly deps: ConversationDeps) {}

  get mode(): Mode {
    return this.#state.mode;
  }

  /** Whether the client ends the user's turns, by push-to-talk keys. */
  get clientEndsTurns(): boolean {
    return this.mode === 'push_to_talk' || this.#state.settings.endpointing.manual;
  }

  get state(): Readonly<ConversationState> {
    return this.#state;
  }

  /** The announcements that must be heard and still wait, after the current one if none of it was played. */
  get unheard(): string[] {
    const { answer, announcements, reportsPlayback } = this.#state;
    const current = answer?.announcement && isUnheard(answer, reportsPlayback) ? [answer.announcement] : [];
    return [...current, ...announcements].filter(({ untilHeard }) => untilHeard).map(({ text }) => text);
  }

  /** Whether nothing is said or dictated, and there is no answer, which lasts until it was played. */
  get isQuiet(): boolean {
    const { answer, utterance, dictation } = this.#state;
    return answer === null && utterance === null && !isHearing(dictation);
  }

  /** How many clauses of the current answer were played to their end. */
  get clausesPlayed(): number {
    const { answer } = this.#state;
    if (!answer) return 0;
    const { playhead } = this.deps.options.policies;
    return clausesWithin(answer.clauses, playedMs(playbackOf(answer), this.deps.clock.now(), playhead));
  }

  /** Handles events one at a time. Events caused by effects come after the current one. */
  dispatch(event: ConversationEvent): void {
    this.#events.push(event);
    if (this.#dispatching) return;
    this.#dispatching = true;
    try {
      for (let next; (next = this.#events.shift());) if (!this.#closed) this.#handle(next);
    } finally {
      this.#dispatching = false;
    }
  }

  /** An error must not escape a timer's callback, because it would end the process and all conversations. */
  #handle(event: ConversationEvent): void {
    try {
      this.#reduce(event);
    } catch (error) {
      if (!this.deps.onFault) throw error;
      this.deps.onFault(error as Error);
    }
  }

  #reduce(event: ConversationEvent): void {
    const { state, effects } = reduce(this.#state, event, instantOf(this.deps.clock), this.deps.options);
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
    if (this.isQuiet) this.deps.onIdle?.();
  }

  /** Ends everything that runs. Idempotent. */
  close(): void {
    if (!this.#closed) this.#reportOpenTurns();
    this.#closed = true;
    this.#answer?.pipeline.cancel();
    for (const { pipeline } of this.#parked.values()) pipeline.cancel();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #reportOpenTurns(): void {
    const event = { type: 'session_ended' } as const;
    try {
      const { effects } = reduce(this.#state, event, instantOf(this.deps.clock), this.deps.options);
      for (const effect of effects) if (effect.type === 'turn_ended') this.#carryOut(effect);
    } catch (error) {
      this.deps.onFault?.(error as Error);
    }
  }

  #carryOut(effect: Effect): void {
    switch (effect.type) {
      case 'send':
        return this.deps.output.send(effect.message);
      case 'send_audio':
        return this.deps.output.sendAudio(effect.turnId, effect.pcm, this.deps.outputHz);
      case 'generate':
        return void this.#pipeline(effect.turnId, true).generate(effect);
      case 'read_on':
        return void this.#pipeline(effect.turnId, true).generate({
          messages: [],
          speculative: false,
          action: ({ tools }) => this.deps.context.reading.readOn(tools),
        });
      case 'was_read':
        if (this.deps.context.reading.wasRead(effect)) this.dispatch({ type: 'read_on' });
        return;
      case 'confirm':
        return this.#pipeline(effect.turnId).confirm();
      case 'speak':
        return this.#pipeline(effect.turnId).speak(effect.text);
      case 'speak_end':
        return this.#pipeline(effect.turnId).speakEnd();
      case 'cancel':
        this.#running(effect.turnId)?.pipeline.cancel();
        return void this.#parked.delete(effect.turnId);
      case 'park':
        return this.#park(effect.turnId);
      case 'go_on_as':
        return this.#goOnAs(effect.turnId, effect.as);
      case 'approval':
        return this.deps.onApproval?.(effect);
      case 'stop_programs':
        return this.deps.onStopPrograms?.();
      case 'cancel_speech':
        if (this.#answer?.turnId === effect.turnId) this.#answer.pipeline.cancelSpeech();
        return;
      case 'turn_ended':
        return this.deps.onTurnEnded?.(this.#withAnswer(effect.record));
      case 'set_timer':
        return this.#setTimer(effect.id, effect.at);
      case 'clear_timer':
        return this.#clearTimer(effect.id);
    }
  }

  /** @param isNew whether to start a new pipeline; the previous one is cancelled */
  #pipeline(turnId: number, isNew = false): AnswerPipeline {
    if (this.#answer?.turnId === turnId && !isNew) return this.#answer.pipeline;
    // There is one answer at a time.
    this.#answer?.pipeline.cancel();
    const { llm, tts } = this.deps.providers();
    const pipeline = new AnswerPipeline(turnId, {
      ...this.deps,
      fence: this.#fence,
      llm,
      tts,
      voice: this.voiceId,
      maxAnswerChars: this.deps.options.maxAnswerChars,
      toolSet: this.deps.options.toolSet,
      dispatch: (event) => this.dispatch(event),
      pacer: () =>
        new Pacer({
          writable: (until) => this.deps.output.writable(until),
          leadMs: () => this.#leadMs(this.#turnNow(turnId)),
          reportsPlayback: () => this.#state.reportsPlayback,
          outputHz: this.deps.outputHz,
        }),
      unspokenChars: () => this.#unspokenChars(this.#turnNow(turnId)),
    });
    this.#answer = { begunAs: turnId, turnId, pipeline };
    return pipeline;
  }

  #running(turnId: number): RunningAnswer | undefined {
    return this.#answer?.turnId === turnId ? this.#answer : this.#parked.get(turnId);
  }

  #park(turnId: number): void {
    if (this.#answer?.turnId !== turnId) return;
    this.#answer.pipeline.park();
    this.#parked.set(turnId, this.#answer);
    this.#answer = undefined;
  }

  #goOnAs(turnId: number, as: number): void {
    const running = this.#running(turnId);
    if (!running) return;
    this.#parked.delete(turnId);
    this.#answer = running;
    running.turnId = as;
    running.pipeline.goOnAs(as);
  }

  /** @returns the turn as which the answer that was begun as that turn goes on */
  #turnNow(begunAs: number): number {
    return this.#answer?.begunAs === begunAs ? this.#answer.turnId : begunAs;
  }

  /** Adds what the streams of the answer know. The model may make a tool's name from what the user said. */
  #withAnswer(record: TurnRecord): TurnRecord {
    const running = this.#running(record.turnId);
    if (!running) return record;
    const { providers, usage, toolNames } = running.pipeline;
    const toolCalls = record.toolCalls.map((call) =>
      toolNames.has(call.name) ? call : { ...call, name: 'unknown' },
    );
    return { ...record, providers: { ...providers }, usage, toolCalls };
  }

  /** @returns the lead of the turn; null when its answer is over */
  #leadMs(turnId: number): number | null {
    const { answer } = this.#state;
    if (answer?.turnId !== turnId) return null;
    return leadMs(playbackOf(answer), this.deps.clock.now(), this.deps.options.policies.playhead);
  }

  #unspokenChars(turnId: number): number {
    const { answer } = this.#state;
    return answer?.turnId === turnId ? unspokenChars(answer) : 0;
  }

  #setTimer(id: TimerId, at: number): void {
    this.#clearTimer(id);
    const delayMs = Math.max(0, at - this.deps.clock.now());
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

/** @param reportsPlayback whether the client reports its playback; one that does not is assumed to play audio at once */
const isUnheard = (answer: Answer, reportsPlayback: boolean): boolean =>
  answer.playback ? answer.playback.playedMs === 0 : reportsPlayback || !isAudible(answer);
