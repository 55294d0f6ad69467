import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientCommands, ErrorCode, ServerMessage } from '#protocol';
import { CLOSE, TAKEN_OVER_REASON } from '#protocol';
import { rateLimited, turnEnded } from '../common/telemetry/channels.js';
import type { TurnRecord } from '../common/telemetry/turn-record.js';
import { Conversation } from '../main-control/conversation.js';
import type { AnswerContext } from '../main-control/output/generate-answer.js';
import { greetTruthfully } from '../main-control/output/greeting.js';
import { SpeechInput } from '../main-control/input/speech-input.js';
import type { NextSpeech } from '../tts/tts.port.js';
import { answerContext } from './context/answer-context.js';
import { callControl } from './context/call-control.js';
import { ClientOffers } from './offers/client-offers.js';
import { ConnectionPrewarming } from './connection-prewarming.js';
import { SessionChanges } from './session-changes.js';
import { recordingMessage, sessionMessage } from './session-message.js';
import type { ResumeOptions, SessionDeps, SessionOptions } from './session-options.js';
import { SessionOutput, type ClientSocket } from './session-output.js';
import { SessionProviders } from './session-providers.js';
import { SessionReminders } from './session-reminders.js';
import type { LastReceived } from './output/unplayed-audio.js';

const FAULT = 'Something went wrong in the backend. See its log for details.';

/** One user's conversation with the backend. Outlives a dropped socket; never shared with another client. */
export class Session {
  readonly id = randomUUID();
  /** Identifies this session's client: 256 random bits, never logged. */
  readonly resumeToken = randomBytes(32).toString('base64url');
  readonly #output: SessionOutput;
  readonly #reminders: SessionReminders;
  readonly #conversation: Conversation;
  readonly #speechInput: SpeechInput;
  readonly #context: AnswerContext;
  readonly #providers: SessionProviders;
  readonly #changes: SessionChanges;
  readonly #closed = new AbortController();
  readonly #prewarming: ConnectionPrewarming;
  /** When the user's last turn was over, by the session's clock. */
  userActiveAt: number;
  /** What the client offers to the assistant. */
  readonly offers: ClientOffers;

  constructor(
    private readonly options: SessionOptions,
    private readonly deps: SessionDeps,
  ) {
    const { user, recording, answerer, answererFirst, options: conversationOptions, clock, log } = deps;
    this.#output = new SessionOutput(clock, recording);
    this.userActiveAt = clock.now();
    this.#output.lightsReading = options.reading;
    const providers = (this.#providers = new SessionProviders(deps.providers, deps.choosers));
    this.#context = answerContext({
      ...{ sessionId: this.id, options, deps, output: this.#output },
      sleep: () => this.#conversation.dispatch({ type: 'sleep', on: true }),
    });
    this.offers = new ClientOffers({
      output: this.#output,
      context: this.#context,
      conversation: () => this.#conversation,
      phrasesChanged: () => this.#speechInput.phrasesChanged(),
      openMcp: deps.openMcp,
      clock,
      ended: this.#closed.signal,
    });
    this.offers.offer(options);
    const outputHz = () => this.#changes.outputHz;
    const { grammar } = conversationOptions;
    this.#conversation = new Conversation({
      providers: () => providers,
      onIdle: () => this.#changes.apply(),
      onFault: (error) => this.#onFault(error),
      onApproval: (change) => this.offers.approvalChanged(change),
      onStopPrograms: () => this.offers.programs.stop(),
      onTurnEnded: (record) => this.#onTurnEnded(record),
      options: {
        ...conversationOptions,
        grammar: grammar.onPage?.(() => this.#context.pagePhrases ?? []) ?? grammar,
      },
      output: this.#output,
      get outputHz() {
        return outputHz();
      },
      answerer,
      answererFirst,
      context: this.#context,
      tools: this.offers.allTools,
      clock,
      log,
    });
    this.#reminders = new SessionReminders({
      user,
      output: this.#output,
      announce: (text) => this.#conversation.dispatch({ type: 'announce', text, untilHeard: true }),
      forgetConversation: async () => {
        this.#conversation.dispatch({ type: 'forget' });
        this.#context.readTexts.clear();
        this.offers.tellMcp();
        return recording?.forget();
      },
      timeZone: () => this.timeZone,
      clock,
    });
    this.#prewarming = new ConnectionPrewarming({
      stages: () => [providers.llm, { connect: (signal) => providers.tts.connect(signal, this.#nextSpeech) }],
      signal: this.#closed.signal,
      onKeyRefused: (error) =>
        this.#conversation.dispatch({ type: 'provider_warning', error, recovering: false }),
      log,
    });
    this.#speechInput = new SpeechInput({
      vad: deps.providers.vad,
      policies: conversationOptions.policies,
      words: conversationOptions.words,
      stt: () => providers.stt,
      vadStallMs: deps.vadStallMs,
      language: () => this.#context.language,
      phrases: () => this.offers.phrases(answerer.expects(this.#context, this.#conversation.state.history)),
      mode: () => this.#conversation.mode,
      acceptsKeys: () => this.#conversation.clientEndsTurns,
      assistantAudible: () => this.#conversation.state.phase === 'speaking',
      onSpeech: () => this.offers.dictation.isOn || this.#prewarming.open(),
      dispatch: (event) => this.#conversation.dispatch(event),
      log,
    });
    this.#changes = new SessionChanges(
      {
        conversation: this.#conversation,
        speechInput: this.#speechInput,
        providers,
        context: this.#context,
        policies: conversationOptions.policies,
        closed: this.#closed.signal,
        prewarm: () => this.#prewarming.open(),
        refuse: (error) => this.#fail('invalid_message', error),
        log,
      },
      options.outputHz,
    );
  }

  /** IANA name of the user's time zone. */
  get timeZone(): string {
    return this.#context.timeZone;
  }

  get attached(): boolean {
    return this.#output.attached;
  }

  /** Whether neither side is speaking, and no answer is owed. */
  get isQuiet(): boolean {
    return this.#conversation.isQuiet;
  }

  /** How many clauses of the current answer were played to their end. */
  get clausesPlayed(): number {
    return this.#conversation.clausesPlayed;
  }

  /** Whether that socket still connects the session's client; another one may have replaced it. */
  isAttachedTo(socket: ClientSocket): boolean {
    return this.#output.isAttachedTo(socket);
  }

  /**
   * Starts the conversation.
   * @param prepare runs the commands that came before the session, which apply to the greeting too
   */
  start(socket: ClientSocket, prepare?: (session: Session) => void): void {
    const { recording } = this.deps;
    recording?.start(this.id, () => this.#output.send(recordingMessage(recording)));
    this.#output.attach(socket, this.#sessionMessage(false));
    const { mode, greet } = this.options;
    this.#conversation.dispatch({ type: 'started', mode });
    prepare?.(this);
    const { greeting } = this.deps.options;
    const announce = (text: string) => this.#conversation.dispatch({ type: 'announce', text });
    if (greet) void greetTruthfully(greeting, this.#providers.stt, this.#closed.signal, announce);
    this.#reminders.start();
    this.#speechInput.start();
    this.#prewarming.open();
  }

  /**
   * The client is back on another socket. An old socket that is still open is closed with 1008, so that its client does not
   * reconnect: two clients would take the session from each other for ever.
   */
  resume(socket: ClientSocket, received?: LastReceived, options: ResumeOptions = {}): void {
    this.#output.replaceSocket(CLOSE.refused, TAKEN_OVER_REASON);
    this.#output.attach(socket, this.#sessionMessage(true), received);
    const { mode, language, timeZone, outputHz, callControl: controls, earcons, reading } = options;
    this.offers.offer(options);
    if (reading !== undefined) this.#output.lightsReading = reading;
    if (controls !== undefined) this.#context.controlCall = callControl(this.#output, controls);
    if (earcons !== undefined) this.#context.playsEarcons = earcons;
    if (timeZone) this.#context.timeZone = timeZone;
    if (outputHz !== undefined) this.#changes.nextOutputHz = outputHz;
    const isNew = language !== undefined && language !== this.#context.language;
    this.updateConfig({ ...(mode && { mode }), ...(isNew && { language }) });
    this.#reminders.resume();
  }

  /** @returns whether the session has no client now */
  detach(socket: ClientSocket): boolean {
    if (!this.#output.detach(socket)) return false;
    this.#conversation.dispatch({ type: 'client_gone' });
    this.#speechInput.clientGone();
    return true;
  }

  audio(pcm: Int16Array): void {
    if (this.#speechInput.push(pcm)) return this.deps.recording?.input(pcm);
    rateLimited.publish(() => ({ kind: 'audio' }));
    this.#fail('rate_limited', 'Audio is arriving faster than real time. Send it as it is recorded.');
  }

  /** Passes an event to the conversation, for commands that affect nothing else in the session. */
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
    this.#speechInput.pushToTalk(state === 'down');
  }

  /** The client has rung a reminder and shown it to the user. */
  reminderDone({ id }: ClientCommands['reminder_done']): void {
    this.deps.user.done(id);
  }

  updateConfig(data: ClientCommands['update_config']): void {
    this.#changes.update(data);
  }

  /** Ends everything. Idempotent. */
  close(): void {
    this.#closed.abort();
    this.#speechInput.close();
    this.#conversation.close();
    this.#reminders.close(this.#conversation.unheard);
    this.#providers.close();
    this.#output.close();
    void this.deps.recording?.close();
  }

  get #nextSpeech(): NextSpeech {
    const { language, user } = this.#context;
    const speakingRate = user.preferences.get('speakingRate');
    return { voice: this.#conversation.voiceId, language, speakingRate };
  }

  #fail(code: ErrorCode, error: string): void {
    this.#output.send({ type: 'error', error, code, fatal: false });
  }

  #onTurnEnded(record: TurnRecord): void {
    this.#speechInput.phrasesChanged();
    if (record.kind !== 'announcement') this.userActiveAt = this.deps.clock.now();
    turnEnded.publish(() => {
      const { recogniser } = this.#speechInput;
      const stt = record.kind === 'voice' && recogniser !== undefined && { stt: { name: recogniser } };
      return { sessionId: this.id, ...record, providers: { ...stt, ...record.providers } };
    });
  }

  #onFault(error: Error): void {
    this.deps.log(error);
    this.#fail('internal', FAULT);
  }

  #sessionMessage(resumed: boolean): ServerMessage {
    const { id, resumeToken } = this;
    return sessionMessage({
      id,
      resumeToken,
      resumed,
      providers: this.#providers,
      options: this.deps.options,
      recording: this.deps.recording,
    });
  }
}
