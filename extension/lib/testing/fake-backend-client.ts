import {
  ClientError,
  type AudioEvent,
  type ClosedEvent,
  type Handler,
  type ReconnectingEvent,
} from '#client';
import type {
  ClientCommandName,
  ClientCommands,
  DataMessage,
  ErrorMessage,
  ServerCommand,
  SessionStartData,
  TextData,
} from '#protocol';
import type { BackendClient } from '../session/backend-client';

class FakeEvent<Event> {
  readonly #handlers = new Set<Handler<Event>>();

  readonly add = (handler: Handler<Event>) => {
    this.#handlers.add(handler);
    return () => void this.#handlers.delete(handler);
  };

  emit(event: Event): void {
    for (const handler of this.#handlers) handler(event);
  }
}

/** A client without a socket: the test acts as the backend. */
export class FakeBackendClient implements BackendClient {
  state: BackendClient['state'] = 'idle';
  readonly urls: string[] = [];
  readonly sessions: SessionStartData[] = [];
  readonly commands: { name: ClientCommandName; data: unknown }[] = [];
  readonly audio: Int16Array[] = [];
  retries = 0;
  readonly openEvent = new FakeEvent<void>();
  readonly closeEvent = new FakeEvent<ClosedEvent>();
  readonly reconnectingEvent = new FakeEvent<ReconnectingEvent>();
  readonly audioEvent = new FakeEvent<AudioEvent>();
  readonly dataEvent = new FakeEvent<DataMessage>();
  readonly commandEvent = new FakeEvent<ServerCommand>();
  readonly errorEvent = new FakeEvent<ErrorMessage>();
  readonly clientErrorEvent = new FakeEvent<ClientError>();

  readonly onOpen = this.openEvent.add;
  readonly onClose = this.closeEvent.add;
  readonly onReconnecting = this.reconnectingEvent.add;
  readonly onAudio = this.audioEvent.add;
  readonly onData = this.dataEvent.add;
  readonly onCmd = this.commandEvent.add;
  readonly onErrorMessage = this.errorEvent.add;
  readonly onError = this.clientErrorEvent.add;

  connect(url: string): void {
    this.state = 'connecting';
    this.urls.push(url);
  }

  disconnect(): void {
    this.state = 'closed';
  }

  retryNow(): void {
    this.retries++;
  }

  setSession(session: SessionStartData): void {
    this.sessions.push(session);
  }

  sendAudio(audio: Int16Array | Uint8Array | string): 'sent' {
    if (audio instanceof Int16Array) this.audio.push(audio);
    return 'sent';
  }

  sendCommand<Name extends ClientCommandName>(name: Name, data: ClientCommands[Name]): 'sent' {
    this.commands.push({ name, data });
    return 'sent';
  }

  /** As the browser does with an address that it does not take. */
  failToConnect(): void {
    this.state = 'closed';
    this.clientErrorEvent.emit(new ClientError('connection', 'That is not a WebSocket address.'));
  }

  // What the backend does:

  open({ resumed = false } = {}): void {
    this.state = 'open';
    this.openEvent.emit();
    this.dataEvent.emit({
      type: 'data',
      name: 'session',
      data: {
        session_id: 's',
        resume_token: 't',
        resumed,
        protocol: 1,
        input: { sample_rate: 16_000, channels: 1, bytes_per_sample: 2 },
        providers: { stt: 'embedded', llm: 'skills', tts: 'flite' },
      },
    });
  }

  phase(state: 'idle' | 'listening' | 'thinking' | 'speaking', turnId: number): void {
    this.dataEvent.emit({ type: 'data', name: 'state', data: { state, turn_id: turnId } });
  }

  text(role: 'user' | 'assistant', text: string, turnId: number, more: Partial<TextData> = {}): void {
    this.dataEvent.emit({ type: 'data', name: 'text_data', data: textData(role, text, turnId, more) });
  }

  speak(turnId: number, samples: number, sampleRateHz = 16_000): void {
    this.audioEvent.emit({
      pcm: new Int16Array(samples).fill(0x2000),
      metadata: {
        sample_rate: sampleRateHz,
        channels: 1,
        bytes_per_sample: 2,
        samples_per_channel: samples,
        turn_id: turnId,
        seq: 0,
      },
    });
  }

  endAudio(turnId: number, totalMs: number): void {
    this.commandEvent.emit({
      type: 'cmd',
      name: 'audio_end',
      data: { turn_id: turnId, total_ms: totalMs, text: '' },
    });
  }

  sent(name: ClientCommandName): unknown[] {
    return this.commands.filter((command) => command.name === name).map(({ data }) => data);
  }
}

export function textData(
  role: 'user' | 'assistant',
  text: string,
  turnId: number,
  more: Partial<TextData> = {},
): TextData {
  return {
    data_type: 'transcribe',
    role,
    text,
    text_ts: 0,
    is_final: true,
    stream_id: 100,
    turn_id: turnId,
    ...more,
  };
}
