import { CLOSE } from '#protocol';
import type { ClientCommandName, ClientCommands, DataMessage, ServerCommand } from '#protocol';
import type { OpenPlaybackOutput } from '../audio/playback-output';
import { isSettled, Microphone, type MicrophoneDeps, type MicrophoneState } from '../microphone/microphone';
import { DEFAULT_CONVERSATION, toConfig, type ConversationSettings } from '../settings/conversation-settings';
import { AnswerPlayback } from './answer-playback';
import { CallControl } from './call-control';
import { ConfigSync } from './config-sync';
import { LevelPublisher, type Levels } from './level-publisher';
import { PushToTalk } from './push-to-talk';
import { sessionStart } from './session-start';
import { TypedTurns } from './typed-turns';
import { endAfterClose, endAfterError, type CallEnd } from './reconnect-policy';
import type { BackendClient } from './backend-client';
import type { CopilotEvent } from './state/copilot-state';
import type { ReducerState } from './state/reducer-state';
import { reduce, type SessionEvent } from './state/session-reducer';
import { INITIAL_STATE, isAboutAddress, type SessionState } from './state/session-state';
import { AnswerTimings } from './state/answer-timings';

export interface SessionControllerDeps {
  client: BackendClient;
  /** This client's name in the backend's log. */
  clientName: string;
  microphone: MicrophoneDeps;
  openOutput: OpenPlaybackOutput;
  /** Epoch milliseconds. */
  nowMs(): number;
}

export interface SessionControllerEvents {
  onChange(state: SessionState, previous: SessionState): void;
  onLevels(levels: Levels): void;
}

/** Runs the client's side of a session: microphone, connection and playback, and the state that the panels show. */
export class SessionController {
  #session: ReducerState = { view: INITIAL_STATE, epoch: 0, timings: AnswerTimings.EMPTY };
  /** The address to connect to once the microphone is settled. */
  #pendingUrl: string | null = null;
  #nextTypedId = 1;
  #settings = DEFAULT_CONVERSATION;
  readonly microphone: Microphone;
  readonly #levels: LevelPublisher;
  readonly #playback: AnswerPlayback;
  readonly #config = new ConfigSync((config) => this.#send('update_config', config));
  readonly #pushToTalk: PushToTalk;
  readonly #typed: TypedTurns;
  readonly #callControl = new CallControl({
    audible: () => this.state.audible,
    mute: () => this.setMuted(true),
    hangUp: () => this.hangUp(),
  });

  constructor(
    private readonly deps: SessionControllerDeps,
    private readonly events: SessionControllerEvents,
  ) {
    this.#levels = new LevelPublisher((levels) => events.onLevels(levels), deps.nowMs);
    this.#playback = new AnswerPlayback({
      openOutput: deps.openOutput,
      nowMs: deps.nowMs,
      send: (name, data) => this.#send(name, data),
      apply: (event) => this.#apply(event),
      onLevel: (level) => this.#levels.addAssistant(level),
      onOver: (turnId, how) => this.#callControl.onAudioOver(turnId, how),
    });
    this.#pushToTalk = new PushToTalk({
      flushCapture: () => this.microphone.flush(),
      // Not #send: during a reconnect the client queues these commands in order with the audio between them.
      send: (state) => deps.client.sendCommand('push_to_talk', { state }),
    });
    this.#typed = new TypedTurns({
      sendText: (text) => deps.client.sendCommand('text_input', { text }),
      ping: (mark) => this.#send('ping', { t: mark }),
      onRefused: (ids) => this.#apply({ type: 'typed_refused', ids }),
    });
    this.microphone = new Microphone(deps.microphone, {
      onState: (state) => this.#onMicrophone(state),
      onSignal: (signal) => this.#apply({ type: 'signal', signal }),
      onFrame: ({ pcm, level }) => {
        // The level meter shows only audio that is sent.
        if (this.state.mode === 'push_to_talk' && !this.#pushToTalk.transmitting) return;
        if (this.state.connection === 'open') this.#levels.addUser(level);
        // During a reconnect the client holds the last seconds, so that speech is not lost.
        if (this.state.wasOpen) deps.client.sendAudio(pcm);
      },
    });
    this.#subscribe(deps.client);
  }

  get state(): SessionState {
    return this.#session.view;
  }

  /** Opens the microphone and connects; a call without a microphone gains one. */
  start(backendUrl: string): void {
    this.useBackend(backendUrl);
    this.#pendingUrl = backendUrl;
    void this.microphone.start();
    if (isSettled(this.microphone.state)) this.#connect();
  }

  hangUp(): void {
    this.#pendingUrl = null;
    this.#giveUp({ notice: null, keepSession: false });
  }

  /** Sends a typed turn; if there is no session, it opens one without a microphone. */
  sendText(text: string, backendUrl: string): void {
    this.#apply({ type: 'typed', id: this.#nextTypedId++, text });
    if (this.state.connection === 'off') {
      this.#pendingUrl = backendUrl;
      this.#connect();
    }
    if (this.state.connection === 'open') this.#typed.flush(this.state.pending);
  }

  /** Stops the answer and its task, and tells the backend how much was heard. @returns its turn; null if there was none */
  interrupt(): number | null {
    return this.#playback.stop(this.state);
  }

  setMuted(muted: boolean): void {
    if (muted) this.releaseToTalk();
    this.microphone.setMuted(muted);
    this.#apply({ type: 'muted', muted });
  }

  /** Push-to-talk: the user begins to speak. An answer that is playing stops at once. */
  pressToTalk(): void {
    const { mode, microphone, muted, wasOpen } = this.state;
    if (mode !== 'push_to_talk' || microphone !== 'live' || muted || !wasOpen || this.#pushToTalk.held)
      return;
    this.#pushToTalk.press();
    this.#apply({ type: 'talking', talking: true });
    // No `interrupt`: the backend stops the answer on the key, and learns what was heard from the flush report.
    const turnId = this.#playback.interruptibleTurn(this.state);
    if (turnId !== null) this.#playback.flush(turnId);
  }

  /** Push-to-talk: the user has finished. */
  releaseToTalk(): void {
    if (!this.#pushToTalk.held) return;
    void this.#pushToTalk.release();
    this.#levels.reset();
    this.#apply({ type: 'talking', talking: false });
  }

  /** Applies the settings at once, also in a running session. */
  configure(settings: ConversationSettings): void {
    this.#settings = settings;
    const { mode } = settings;
    if (mode === this.state.mode) {
      if (this.state.connection === 'open') this.#config.set(toConfig(settings));
      return;
    }
    // Each utterance ends by the rules of the mode in which it began.
    this.releaseToTalk();
    void this.#pushToTalk.release().then(() => {
      if (this.state.connection !== 'open') return;
      this.#config.setNow(toConfig(this.#settings));
      if (mode === 'push_to_talk') this.#send('push_to_talk', { state: 'up' });
    });
    this.#apply({ type: 'mode', mode });
    this.#levels.reset();
  }

  /** The address was changed: the call moves there. */
  useBackend(backendUrl: string): void {
    if (this.#pendingUrl !== null) this.#pendingUrl = backendUrl;
    if (this.state.connection === 'off') {
      if (isAboutAddress(this.state.notice)) this.dismissNotice();
      return;
    }
    if (backendUrl !== this.state.backendUrl) this.#connectTo(backendUrl);
  }

  /** Ends the wait between two attempts; connects to the new address if it was changed meanwhile. */
  retryNow(backendUrl: string): void {
    this.useBackend(backendUrl);
    if (this.state.retry === null) return;
    this.#apply({ type: 'retrying' });
    this.deps.client.retryNow();
  }

  dismissNotice(): void {
    this.#apply({ type: 'notice_dismissed' });
  }

  report(event: CopilotEvent): void {
    this.#apply({ type: 'copilot', event });
  }

  #subscribe(client: BackendClient): void {
    client.onOpen(() => this.#apply({ type: 'opened' }));
    client.onReconnecting(({ code, attempt, at }) => {
      this.#apply({ type: 'reconnecting', attempt, atMs: at, restarting: code === CLOSE.restarting });
      this.#levels.reset();
      // The backend that paused the answer can no longer resume it.
      this.#playback.resume();
    });
    client.onClose((event) => this.#giveUp(endAfterClose(event)));
    client.onError((error) => this.#giveUp(endAfterError(error, client.state, this.state.connection)));
    client.onAudio((event) => this.#playback.push(event));
    client.onData((message) => this.#onData(message));
    client.onCmd((message) => this.#onCommand(message));
    client.onErrorMessage((message) => this.#apply({ type: 'error', message }));
  }

  /** @param end null if the call goes on, or had ended before */
  #giveUp(end: CallEnd | null): void {
    if (!end) return;
    this.microphone.stop();
    this.deps.client.disconnect({ keepSession: end.keepSession });
    this.#end({ type: 'closed', notice: end.notice });
  }

  #onData(message: DataMessage): void {
    this.#apply({ type: 'data', message });
    if (message.name === 'state') this.#callControl.onPhase(message.data.state, message.data.turn_id);
    if (message.name !== 'session') return;
    // The user is greeted once, not after every reconnect.
    this.#setSessionStart({ greeting: false });
    this.#config.restart(toConfig(this.#settings));
    if (!message.data.resumed) {
      this.#playback.reset();
      this.#callControl.reset();
      this.#pushToTalk.resend();
    }
    this.#typed.sessionBegan(this.state.pending, message.data.resumed);
  }

  #onCommand({ name, data }: ServerCommand): void {
    switch (name) {
      case 'flush':
        if (data.goes_on_as !== undefined) this.#apply({ type: 'goes_on', turnId: data.turn_id });
        return this.#playback.flush(data.turn_id);
      case 'audio_end':
        return this.#playback.end(data.turn_id, data.total_ms);
      case 'pause_playback':
        return this.#playback.pause(data.turn_id);
      case 'resume_playback':
        return this.#playback.resume();
      case 'mute':
      case 'hang_up':
        return this.#callControl.request(name, data.turn_id);
      case 'pong':
        return this.#typed.onPong(data.t, this.state.pending);
    }
  }

  #onMicrophone(state: MicrophoneState): void {
    this.#apply({ type: 'microphone', state });
    if (state !== 'live') {
      this.releaseToTalk();
      this.#levels.reset();
    }
    if (isSettled(state)) this.#connect();
  }

  #connect(): void {
    if (this.#pendingUrl !== null && this.state.connection === 'off') this.#connectTo(this.#pendingUrl);
  }

  #connectTo(backendUrl: string): void {
    this.#apply({ type: 'connect', backendUrl });
    this.#typed.reset();
    this.#callControl.reset();
    this.#playback.reset();
    this.#playback.prepare();
    // A user who starts by typing is not greeted aloud.
    this.#setSessionStart({ greeting: this.microphone.state === 'live' });
    this.deps.client.connect(backendUrl);
  }

  #setSessionStart({ greeting }: { greeting: boolean }): void {
    this.deps.client.setSession(sessionStart(this.deps.clientName, this.#settings, greeting));
  }

  #end(event: Extract<SessionEvent, { type: 'closed' }>): void {
    this.#playback.close();
    this.#pushToTalk.reset();
    this.#typed.reset();
    this.#callControl.reset();
    this.#levels.reset();
    this.#apply(event);
    if (this.state.muted) this.setMuted(false);
  }

  #send<Name extends ClientCommandName>(name: Name, data: ClientCommands[Name]): void {
    if (this.state.connection === 'open') this.deps.client.sendCommand(name, data);
  }

  #apply(event: SessionEvent): void {
    const previous = this.#session.view;
    this.#session = reduce(this.#session, event);
    if (this.#session.view !== previous) this.events.onChange(this.#session.view, previous);
  }
}
