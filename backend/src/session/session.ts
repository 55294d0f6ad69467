import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientCommands, ErrorCode, ServerMessage } from '#protocol';
import { CLOSE, TAKEN_OVER_REASON } from '#protocol';
import { ChoiceError } from '../provider-kit/leases/stage-providers.js';
import { Conversation } from '../main-control/conversation.js';
import type { AnswerContext } from '../main-control/output/generate-answer.js';
import { VoiceInput } from '../main-control/input/voice-input.js';
import { describeTimerDue } from '../timers/timer-words.js';
import { SessionTimers } from '../timers/timers.js';
import { ClientTools } from '../tools/client-tools.js';
import type { NextSpeech } from '../tts/tts.port.js';
import { EarlyConnections } from './connection-prewarming.js';
import { hello } from './session-message.js';
import type { LastReceived } from './unplayed-audio.js';
import { SessionOutput, type ClientSocket } from './session-output.js';
import type { SessionDeps, SessionOptions, ResumeOptions } from './session-options.js';
import { SessionStages } from './session-providers.js';
import { chosenTurnTaking } from './turn-taking-choice.js';

const FAULT = 'Something went wrong in the backend. Its log says more.';

const NOT_CHANGED = 'That provider could not be set up. The conversation goes on with the one before.';

/** One user's conversation with the backend. Outlives a dropped socket; never shared with another client. */
export class Session {
  readonly id = randomUUID();
  /** Whoever knows it is this session's client: 256 random bits, never logged. */
  readonly resumeToken = randomBytes(32).toString('base64url');
  readonly #output: SessionOutput;
  readonly #timers: SessionTimers;
  readonly #conversation: Conversation;
  readonly #voice: VoiceInput;
  readonly #context: AnswerContext;
  readonly #stages: SessionStages;
  /** The recogniser that listens is not the one to use any more, or listens for another language. */
  #sttChanged = false;
  readonly #closed = new AbortController();
  readonly #connections: EarlyConnections;
  readonly #tools: ClientTools;
  #outputHz: number;
  /** From the next turn on. */
  #wantedOutputHz: number;

  constructor(
    private readonly settings: SessionOptions,
    private readonly use: SessionDeps,
  ) {
    const { providers, choosers, answerer, answererFirst, options, vadStallMs, clock, log } = use;
    this.#output = new SessionOutput(clock);
    this.#tools = new ClientTools(this.#output);
    const stages = (this.#stages = new SessionStages(providers, choosers));
    this.#timers = new SessionTimers(
      (timer) => this.#conversation.dispatch({ type: 'announce', text: describeTimerDue(timer) }),
      clock,
    );
    this.#context = {
      sessionId: this.id,
      language: settings.language,
      timers: this.#timers,
      now: () => new Date(clock.wallTimeMs()),
    };
    this.#outputHz = this.#wantedOutputHz = settings.outputHz;
    const outputHz = () => this.#outputHz;
    this.#conversation = new Conversation({
      providers: () => stages,
      onQuiet: () => this.#settle(),
      onFault: (error) => this.#onFault(error),
      options,
      output: this.#output,
      get outputHz() {
        return outputHz();
      },
      answerer,
      answererFirst,
      context: this.#context,
      tools: this.#tools,
      clock,
      log,
    });
    this.#connections = new EarlyConnections({
      stages: () => [stages.llm, { connect: (signal) => stages.tts.connect(signal, this.#nextSpeech) }],
      signal: this.#closed.signal,
      onRefused: (error) =>
        this.#conversation.dispatch({ type: 'provider_warning', error, recovering: false }),
      log,
    });
    this.#voice = new VoiceInput({
      vad: providers.vad,
      policies: options.policies,
      words: options.words,
      stt: () => stages.stt,
      vadStallMs,
      language: () => this.#context.language,
      mode: () => this.#conversation.mode,
      keysCount: () => this.#conversation.endsByHand,
      assistantAudible: () => this.#conversation.state.phase === 'speaking',
      onSpeech: () => this.#connections.open(),
      dispatch: (event) => this.#conversation.dispatch(event),
      log,
    });
  }

  get attached(): boolean {
    return this.#output.attached;
  }

  /** Whether that socket is the one of this session's client: another one may have taken its place. */
  isAttachedTo(socket: ClientSocket): boolean {
    return this.#output.isAttachedTo(socket);
  }

  /**
   * Begins the conversation with its first client.
   * @param prepare does what the client asked for beforehand: it holds for the greeting, too
   */
  start(socket: ClientSocket, prepare?: (session: Session) => void): void {
    this.#output.attach(socket, this.#hello(false));
    const { mode, greet } = this.settings;
    this.#conversation.dispatch({ type: 'started', mode });
    prepare?.(this);
    const { greeting } = this.use.options;
    if (greet && greeting !== '') this.#conversation.dispatch({ type: 'announce', text: greeting });
    this.#voice.start();
    this.#connections.open();
  }

  /**
   * The client is back, on another socket, perhaps with other wishes. A socket that is still open is closed, since a
   * session has one client; with 1008, after which nobody comes back by himself: two would take it from each other
   * for ever.
   */
  resume(socket: ClientSocket, received?: LastReceived, wishes: ResumeOptions = {}): void {
    this.#output.replaceSocket(CLOSE.refused, TAKEN_OVER_REASON);
    this.#output.attach(socket, this.#hello(true), received);
    const { mode, language, outputHz } = wishes;
    this.#wantedOutputHz = outputHz ?? this.#wantedOutputHz;
    const isNew = language !== undefined && language !== this.#context.language;
    this.updateConfig({ ...(mode && { mode }), ...(isNew && { language }) });
  }

  /** @returns whether the session is without a client now. */
  detach(socket: ClientSocket): boolean {
    if (!this.#output.detach(socket)) return false;
    this.#conversation.dispatch({ type: 'client_gone' });
    this.#voice.clientGone();
    return true;
  }

  audio(pcm: Int16Array): void {
    if (this.#voice.push(pcm)) return;
    this.fail('rate_limited', 'Audio comes faster than it can be heard. Send it in real time.');
  }

  /** Passes an event to the conversation, for commands that concern nothing else of the session. */
  dispatch(event: Parameters<Conversation['dispatch']>[0]): void {
    this.#conversation.dispatch(event);
  }

  playback({ turn_id, played_ms, state }: ClientCommands['playback']): void {
    this.#output.played(turn_id, played_ms);
    this.#conversation.dispatch({ type: 'playback', turnId: turn_id, playedMs: played_ms, state });
  }

  textInput({ text }: ClientCommands['text_input']): void {
    this.#conversation.dispatch({ type: 'text_input', text: text.toWellFormed().trim() });
  }

  pushToTalk({ state }: ClientCommands['push_to_talk']): void {
    this.#voice.pushToTalk(state === 'down');
  }

  /** The page that the user shares from now on; an empty address takes it back. */
  pageContext({ url, title, selection, text }: ClientCommands['page_context']): void {
    this.#context.page = url === '' ? undefined : { url, title, selection, text };
  }

  toolRegister({ tools }: ClientCommands['tool_register']): void {
    this.#tools.register(tools);
  }

  toolResult({ call_id, result, error }: ClientCommands['tool_result']): void {
    if (this.#tools.result(call_id, result, error)) return;
    this.fail('invalid_message', `No tool call "${call_id.slice(0, 100)}" waits for a result.`);
  }

  updateConfig(data: ClientCommands['update_config']): void {
    const { mode, language, voice } = data;
    if (mode && mode !== this.#conversation.mode) {
      this.#conversation.dispatch({ type: 'mode_changed', mode });
      this.#voice.modeChanged();
    }
    if (language) this.#context.language = language;
    this.#sttChanged ||= Boolean(language);
    // Of another voice than one that comes with it, a new provider knows nothing.
    const staleVoice = voice ? undefined : this.#conversation.voice;
    if (voice) this.#conversation.voice = voice;
    const settings = chosenTurnTaking(data, this.use.options.policies);
    this.#conversation.dispatch({ type: 'settings_changed', settings });
    for (const stage of ['stt', 'llm', 'tts'] as const) {
      const change = data[stage];
      if (change) void this.#change(stage, change, staleVoice);
    }
  }

  send(message: ServerMessage): void {
    this.#output.send(message);
  }

  fail(code: ErrorCode, error: string): void {
    this.#output.send({ type: 'error', error, code, fatal: false });
  }

  /** Ends everything. Idempotent. */
  close(): void {
    this.#closed.abort();
    this.#voice.close();
    this.#conversation.close();
    this.#timers.cancelAll();
    this.#stages.close();
  }

  get #nextSpeech(): NextSpeech {
    return { voice: this.#conversation.voice, language: this.#context.language };
  }

  async #change(
    stage: 'stt' | 'llm' | 'tts',
    change: Record<string, unknown>,
    staleVoice: string | undefined,
  ): Promise<void> {
    const { name } = this.#stages.tts;
    try {
      await this.#stages.change(stage, change);
    } catch (error) {
      if (!(error instanceof ChoiceError)) this.use.log(error as Error);
      return this.fail('invalid_message', error instanceof ChoiceError ? error.message : NOT_CHANGED);
    }
    if (this.#closed.signal.aborted) return;
    this.#sttChanged ||= stage === 'stt';
    const isStale = this.#stages.tts.name !== name && this.#conversation.voice === staleVoice;
    if (isStale) this.#conversation.voice = undefined;
    this.#connections.open();
    // Now, where nothing is being said.
    this.#conversation.dispatch({ type: 'settings_changed', settings: {} });
  }

  #onFault(error: Error): void {
    this.use.log(error);
    this.fail('internal', FAULT);
  }

  /** Between turns: what the client changed takes effect, and what it replaced is given back. */
  #settle(): void {
    this.#outputHz = this.#wantedOutputHz;
    if (this.#sttChanged) {
      this.#sttChanged = false;
      this.#voice.reconnect();
    }
    this.#stages.settle();
  }

  #hello(resumed: boolean): ServerMessage {
    const { id, resumeToken } = this;
    return hello({ id, resumeToken, resumed, stages: this.#stages, options: this.use.options });
  }
}
