import type { AudioEvent, ClosedEvent } from '#client';
import {
  CLOSE,
  DEFAULT_OUTPUT_SAMPLE_RATE_HZ,
  type ClientCommandName,
  type ClientCommands,
  type DataMessage,
  type ServerCommand,
} from '#protocol';
import { Player } from '../audio/player';
import type { OpenVoice } from '../audio/voice';
import { Microphone, type MicrophoneDeps, type MicrophoneState } from '../microphone/microphone';
import { LevelMeter, type Levels } from './level-meter';
import { PlaybackReporter } from './playback-reporter';
import type { SessionClient } from './session-client';
import { reduce, type Session, type SessionEvent } from './session-reducer';
import { INITIAL_STATE, type SessionState } from './session-state';

export interface VoiceSessionDeps {
  client: SessionClient;
  /** What this client calls itself, for the backend's log. */
  clientName: string;
  microphone: MicrophoneDeps;
  openVoice: OpenVoice;
  /** Epoch milliseconds. */
  nowMs(): number;
}

export interface VoiceSessionEvents {
  onChange(state: SessionState, previous: SessionState): void;
  onLevels(levels: Levels): void;
}

/** Microphone states in which a call goes on without waiting for the microphone: one can still type. */
const SETTLED: readonly MicrophoneState[] = ['live', 'denied', 'none', 'busy', 'unplugged'];

/** A conversation: microphone, socket and playback, and the state that they make together. */
export class VoiceSession {
  #session: Session = { view: INITIAL_STATE, epoch: 0 };
  /** Where to connect once the microphone has settled. */
  #wantedUrl: string | null = null;
  #nextTypedId = 1;
  /** The turn that the person asked to stop, until the player has said how much of it was heard. */
  #stoppingTurn: number | null = null;
  #soundingTurn = -1;
  readonly player: Player;
  readonly microphone: Microphone;
  readonly #levels: LevelMeter;
  readonly #reporter: PlaybackReporter;

  constructor(
    private readonly deps: VoiceSessionDeps,
    private readonly events: VoiceSessionEvents,
  ) {
    this.#levels = new LevelMeter((levels) => events.onLevels(levels), deps.nowMs);
    this.#reporter = new PlaybackReporter((report) => this.#send('playback', report), deps.nowMs);
    this.player = new Player(deps.openVoice, {
      onPlaying: (position, level) => {
        this.#soundingTurn = position.turnId;
        this.#levels.assistant(level);
        this.#apply({ type: 'playback', position, sounding: true });
        this.#reporter.playing(position);
      },
      onStarved: (position) => this.#apply({ type: 'playback', position, sounding: false }),
      onDrained: (position) => {
        this.#apply({ type: 'playback', position, sounding: false });
        this.#reporter.drained(position);
      },
      onFlushed: (position) => {
        this.#apply({ type: 'playback', position, sounding: false });
        this.#reporter.flushed(position);
        this.#finishStopping(position.turnId, position.heardMs);
      },
      onSilent: () => this.#levels.assistant(0),
      onFailed: () => this.#apply({ type: 'playback_failed' }),
    });
    this.microphone = new Microphone(deps.microphone, {
      onState: (state) => this.#onMicrophone(state),
      onFrame: ({ pcm, level }) => {
        this.#levels.user(level);
        // While it reconnects, the client keeps the last seconds: what is said then is not lost.
        if (this.state.wasOpen) deps.client.sendAudio(pcm);
      },
    });
    this.#listen(deps.client);
  }

  get state(): SessionState {
    return this.#session.view;
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
  stopSpeaking(): void {
    const { phase, turnId, sounding } = this.state;
    const answering = phase === 'thinking' || phase === 'speaking';
    if (this.#stoppingTurn !== null || !(answering || sounding)) return;
    // What sounds may be older than what the backend works on. While it only listens, its turn is the user's.
    this.#stoppingTurn = answering ? Math.max(turnId, this.#soundingTurn) : this.#soundingTurn;
    if (!this.player.flush(this.#stoppingTurn)) this.#stoppingTurn = null;
  }

  setMuted(muted: boolean): void {
    this.microphone.setMuted(muted);
    this.#apply({ type: 'muted', muted });
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

  #listen(client: SessionClient): void {
    client.onOpen(() => this.#apply({ type: 'opened' }));
    client.onReconnecting(({ attempt, at }) => this.#apply({ type: 'reconnecting', attempt, atMs: at }));
    client.onClose((event) => this.#onClose(event));
    client.onAudio((event) => this.#onAudio(event));
    client.onData((message) => this.#onData(message));
    client.onCmd((message) => this.#onCommand(message));
    client.onErrorMessage((message) => this.#apply({ type: 'error', message }));
  }

  #onAudio({ pcm, metadata }: AudioEvent): void {
    // A server of the seed protocol numbers no turns.
    const { turn_id: turnId = 0, sample_rate: sampleRateHz = DEFAULT_OUTPUT_SAMPLE_RATE_HZ } = metadata;
    this.player.push(turnId, pcm, sampleRateHz);
  }

  #onClose({ code, reason, intended, willReconnect }: ClosedEvent): void {
    if (intended || willReconnect) return;
    this.microphone.stop();
    this.#end({ type: 'closed', notice: code === CLOSE.refused ? { code: 'refused', text: reason } : null });
  }

  #onData(message: DataMessage): void {
    this.#apply({ type: 'data', message });
    if (message.name !== 'session') return;
    // Who has been greeted is not greeted again when the connection comes back.
    this.#introduce({ greeting: false });
    if (message.data.resumed) return;
    this.player.reset();
    this.#reporter.reset();
    this.#stoppingTurn = null;
    this.#soundingTurn = -1;
  }

  #onCommand(message: ServerCommand): void {
    switch (message.name) {
      case 'flush':
        this.player.flush(message.data.turn_id);
        return;
      case 'audio_end':
        this.player.end(message.data.turn_id);
        return this.#apply({
          type: 'audio_end',
          turnId: message.data.turn_id,
          totalMs: message.data.total_ms,
        });
      case 'pause_playback':
        return this.player.pause();
      case 'resume_playback':
        return this.player.resume();
    }
  }

  #onMicrophone(state: MicrophoneState): void {
    this.#apply({ type: 'microphone', state });
    if (state !== 'live') this.#levels.silence();
    if (SETTLED.includes(state)) this.#connect();
  }

  #connect(): void {
    if (this.#wantedUrl !== null && this.state.connection === 'off') this.#dial(this.#wantedUrl);
  }

  #dial(backendUrl: string): void {
    this.#apply({ type: 'connect', backendUrl });
    this.player.prepare(DEFAULT_OUTPUT_SAMPLE_RATE_HZ);
    // Who begins by typing does not want to be spoken to first.
    this.#introduce({ greeting: this.microphone.state === 'live' });
    this.deps.client.connect(backendUrl);
    if (this.deps.client.state === 'closed') this.#end({ type: 'closed', notice: { code: 'bad_address' } });
  }

  #introduce({ greeting }: { greeting: boolean }): void {
    this.deps.client.setSession({ client: this.deps.clientName, greeting });
  }

  #end(event: Extract<SessionEvent, { type: 'closed' }>): void {
    this.player.close();
    this.#reporter.reset();
    this.#stoppingTurn = null;
    this.#soundingTurn = -1;
    this.#levels.silence();
    this.#apply(event);
    if (this.state.muted) this.setMuted(false);
  }

  #finishStopping(turnId: number, heardMs: number): void {
    if (this.#stoppingTurn === null || turnId < this.#stoppingTurn) return;
    this.#send('interrupt', { turn_id: this.#stoppingTurn, played_ms: heardMs });
    this.#stoppingTurn = null;
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
