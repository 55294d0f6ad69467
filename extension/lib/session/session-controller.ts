import type { ClosedEvent } from '#client';
import {
  CLOSE,
  TAKEN_OVER_REASON,
  type ClientCommandName,
  type ClientCommands,
  type DataMessage,
  type ServerCommand,
} from '#protocol';
import type { Player } from '../audio/player';
import type { OpenPlaybackOutput } from '../audio/playback-output';
import { Microphone, type MicrophoneDeps, type MicrophoneState } from '../microphone/microphone';
import { DEFAULT_CONVERSATION, toConfig, type ConversationSettings } from '../settings/conversation-settings';
import { AnswerPlayback } from './answer-playback';
import { ConfigSync } from './config-sync';
import { LevelPublisher, type Levels } from './level-publisher';
import { PushToTalk } from './push-to-talk';
import type { BackendClient } from './backend-client';
import { reduce, type Session, type SessionEvent } from './state/session-reducer';
import { INITIAL_STATE, type Notice, type SessionState } from './state/session-state';
import { AnswerTimings } from './state/answer-timings';

export interface SessionControllerDeps {
  client: BackendClient;
  /** What this client calls itself, for the backend's log. */
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

/** Microphone states in which a call goes on without waiting for the microphone: one can still type. */
const SETTLED: readonly MicrophoneState[] = ['live', 'denied', 'none', 'busy', 'failed', 'unplugged'];

/** A conversation: microphone, socket and playback, and the state that they make together. */
export class SessionController {
  #session: Session = { view: INITIAL_STATE, epoch: 0, speech: AnswerTimings.EMPTY };
  /** Where to connect once the microphone has settled. */
  #wantedUrl: string | null = null;
  #nextTypedId = 1;
  #settings = DEFAULT_CONVERSATION;
  readonly microphone: Microphone;
  readonly #levels: LevelPublisher;
  readonly #playback: AnswerPlayback;
  readonly #config = new ConfigSync((config) => this.#send('update_config', config));
  readonly #pushToTalk: PushToTalk;

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
      onLevel: (level) => this.#levels.assistant(level),
    });
    this.#pushToTalk = new PushToTalk({
      captured: () => this.microphone.flush(),
      // Not #send: while it reconnects, the client keeps the key's marks in order with the audio between them.
      mark: (state) => deps.client.sendCommand('push_to_talk', { state }),
    });
    this.microphone = new Microphone(deps.microphone, {
      onState: (state) => this.#onMicrophone(state),
      onFrame: ({ pcm, level }) => {
        // What is not sent is not shown either: the meter says whether it is heard.
        if (this.state.mode === 'push_to_talk' && !this.#pushToTalk.open) return;
        if (this.state.connection === 'open') this.#levels.user(level);
        // While it reconnects, the client keeps the last seconds: what is said then is not lost.
        if (this.state.wasOpen) deps.client.sendAudio(pcm);
      },
    });
    this.#listen(deps.client);
  }

  get state(): SessionState {
    return this.#session.view;
  }

  get player(): Player {
    return this.#playback.player;
  }

  /** Begins to talk; a call that was typed so far gains its microphone. */
  start(backendUrl: string): void {
    this.#wantedUrl = backendUrl;
    void this.microphone.start();
    if (SETTLED.includes(this.microphone.state)) this.#connect();
  }

  hangUp(): void {
    this.#wantedUrl = null;
    this.microphone.stop();
    this.deps.client.disconnect();
    this.#end({ type: 'closed', notice: null });
  }

  /** Sends a typed turn, opening a session without a microphone where there is none. */
  sendText(text: string, backendUrl: string): void {
    this.#apply({ type: 'typed', id: this.#nextTypedId++, text });
    if (this.state.connection === 'off') {
      this.#wantedUrl = backendUrl;
      this.#connect();
    }
    // While the connection is not there the client keeps it, in order.
    this.deps.client.sendCommand('text_input', { text });
  }

  /** Silences the answer at once and tells the backend how much of it was heard. */
  interrupt(): void {
    const turnId = this.#playback.answeringTurn(this.state);
    if (turnId !== null) this.#playback.stop(turnId);
  }

  setMuted(muted: boolean): void {
    if (muted) this.releaseToTalk();
    this.microphone.setMuted(muted);
    this.#apply({ type: 'muted', muted });
  }

  /** Push-to-talk: the person speaks now. Whatever is being said stops at once. */
  pressToTalk(): void {
    const { mode, microphone, muted, wasOpen } = this.state;
    if (mode !== 'push_to_talk' || microphone !== 'live' || muted || !wasOpen || this.#pushToTalk.held)
      return;
    this.#pushToTalk.press();
    this.#apply({ type: 'talking', talking: true });
    // The backend stops it by the key; it learns what was heard from the report of the flush.
    const turnId = this.#playback.answeringTurn(this.state);
    if (turnId !== null) this.#playback.flush(turnId);
  }

  /** Push-to-talk: the person is done. */
  releaseToTalk(): void {
    if (!this.#pushToTalk.held) return;
    void this.#pushToTalk.release();
    this.#levels.silence();
    this.#apply({ type: 'talking', talking: false });
  }

  /** Takes effect at once, in a running session too. */
  configure(settings: ConversationSettings): void {
    this.#settings = settings;
    const { mode } = settings;
    if (mode === this.state.mode) {
      if (this.state.connection === 'open') this.#config.set(toConfig(settings));
      return;
    }
    // An utterance that the key bounds ends by the key, and one that a pause bounds before the key takes over.
    this.releaseToTalk();
    void this.#pushToTalk.release().then(() => {
      if (this.state.connection !== 'open') return;
      this.#config.setNow(toConfig(this.#settings));
      if (mode === 'push_to_talk') this.#send('push_to_talk', { state: 'up' });
    });
    this.#apply({ type: 'mode', mode });
    this.#levels.silence();
  }

  /** Ends the wait between two attempts; where the address was changed meanwhile, the new one is tried. */
  retryNow(backendUrl: string): void {
    if (this.state.retry === null) return;
    if (backendUrl !== this.state.backendUrl) return this.#dial(backendUrl);
    this.#apply({ type: 'retrying' });
    this.deps.client.retryNow();
  }

  dismissNotice(): void {
    this.#apply({ type: 'notice_dismissed' });
  }

  #listen(client: BackendClient): void {
    client.onOpen(() => this.#apply({ type: 'opened' }));
    client.onReconnecting(({ attempt, at }) => {
      this.#apply({ type: 'reconnecting', attempt, atMs: at });
      this.#levels.silence();
      // Whoever paused it cannot say any more that it may go on.
      this.#playback.resume();
    });
    client.onClose((event) => this.#onClose(event));
    client.onAudio((event) => this.#playback.push(event));
    client.onData((message) => this.#onData(message));
    client.onCmd((message) => this.#onCommand(message));
    client.onErrorMessage((message) => this.#apply({ type: 'error', message }));
  }

  #onClose({ code, reason, intended, willReconnect }: ClosedEvent): void {
    if (intended || willReconnect) return;
    this.microphone.stop();
    this.#end({ type: 'closed', notice: code === CLOSE.refused ? refusal(reason) : null });
  }

  #onData(message: DataMessage): void {
    this.#apply({ type: 'data', message });
    if (message.name !== 'session') return;
    // Who has been greeted is not greeted again when the connection comes back.
    this.#introduce({ greeting: false });
    this.#config.restart(toConfig(this.#settings));
    if (message.data.resumed) return;
    this.#playback.reset();
    this.#pushToTalk.remind();
  }

  #onCommand({ name, data }: ServerCommand): void {
    switch (name) {
      case 'flush':
        return this.#playback.flush(data.turn_id);
      case 'audio_end':
        return this.#playback.end(data.turn_id, data.total_ms);
      case 'pause_playback':
        return this.#playback.pause(data.turn_id);
      case 'resume_playback':
        return this.#playback.resume();
    }
  }

  #onMicrophone(state: MicrophoneState): void {
    this.#apply({ type: 'microphone', state });
    if (state !== 'live') {
      this.releaseToTalk();
      this.#levels.silence();
    }
    if (SETTLED.includes(state)) this.#connect();
  }

  #connect(): void {
    if (this.#wantedUrl !== null && this.state.connection === 'off') this.#dial(this.#wantedUrl);
  }

  #dial(backendUrl: string): void {
    this.#apply({ type: 'connect', backendUrl });
    this.#playback.prepare();
    // Who begins by typing does not want to be spoken to first.
    this.#introduce({ greeting: this.microphone.state === 'live' });
    this.deps.client.connect(backendUrl);
    if (this.deps.client.state === 'closed') this.#end({ type: 'closed', notice: { code: 'bad_address' } });
  }

  #introduce({ greeting }: { greeting: boolean }): void {
    this.deps.client.setSession({ client: this.deps.clientName, greeting, mode: this.#settings.mode });
  }

  #end(event: Extract<SessionEvent, { type: 'closed' }>): void {
    this.#playback.close();
    this.#pushToTalk.reset();
    this.#levels.silence();
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

function refusal(reason: string): Notice {
  return reason === TAKEN_OVER_REASON ? { code: 'taken_over' } : { code: 'refused', text: reason };
}
