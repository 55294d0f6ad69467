import type { IncomingMessage } from 'node:http';
import type { RawData, WebSocket } from 'ws';
import { pcmToBytes } from '#audio';
import type { LoopbackHandlers } from '../../loopback-server.js';
import { TtsEmulator, type TtsRefusal } from './tts-emulator.js';

/** Deepgram's Flux TTS: `/v2/speak`, as its documentation describes it in November 2026. */
export class DeepgramFluxEmulator extends TtsEmulator {
  get baseURL(): string {
    return `http://${this.server.address}`;
  }

  protected handlers(): LoopbackHandlers {
    return {
      refuse: (request, url) => this.#refuse(request, url),
      socket: (socket, _, url) => new Connection(this, socket, url.searchParams),
    };
  }

  recordText(text: string, query: URLSearchParams): void {
    const { model, ...details } = Object.fromEntries(query);
    this.record({ text, voice: String(model), model: String(model), details });
  }

  framesOf(text: string, sampleRateHz: number): AsyncGenerator<Int16Array> {
    return this.frames(text, sampleRateHz);
  }

  #refuse({ headers }: IncomingMessage, url: URL): number | undefined {
    if (url.pathname !== '/v2/speak' || !url.searchParams.get('model')?.startsWith('flux-')) return 404;
    const refusal = this.refusal(headers.authorization?.replace(/^Token /, ''));
    return refusal && STATUS[refusal];
  }
}

const STATUS: Record<TtsRefusal, number> = {
  ...{ wrong_key: 401, no_credit: 402, rate_limited: 429, unknown_model: 400, unknown_voice: 400 },
};

/** Speaks the texts of a turn as they come; a flush ends the turn. */
class Connection {
  readonly #sampleRateHz: number;
  #queue = Promise.resolve();
  #inTurn = false;

  constructor(
    private readonly emulator: DeepgramFluxEmulator,
    private readonly socket: WebSocket,
    private readonly query: URLSearchParams,
  ) {
    this.#sampleRateHz = Number(query.get('sample_rate'));
    this.#send({ type: 'Connected', request_id: ID, model_name: query.get('model'), model_uuids: [ID] });
    socket.on('message', (data: RawData) =>
      this.#onMessage(JSON.parse((data as Buffer).toString('utf8')) as { type: string; text?: string }),
    );
    socket.on('close', () => this.#endTurn());
  }

  #onMessage({ type, text = '' }: { type: string; text?: string }): void {
    if (type === 'Close') return this.socket.close(1000);
    if (type === 'Flush') return void (this.#queue = this.#queue.then(() => this.#flush()));
    if (type !== 'Speak') throw new Error(`Unknown message ${type}`);
    if (!this.#inTurn) {
      this.#inTurn = true;
      this.emulator.busy++;
      this.#send({ type: 'SpeechStarted', speech_id: 'dg_sp_000000000001' });
    }
    this.emulator.recordText(text.trim(), this.query);
    this.#queue = this.#queue.then(() => this.#speak(text.trimEnd()));
  }

  async #speak(text: string): Promise<void> {
    const { emulator, socket } = this;
    if (emulator.misbehave === 'stall') return;
    if (emulator.misbehave === 'malformed') return socket.send('{"type": ');
    for await (const frame of emulator.framesOf(text, this.#sampleRateHz)) {
      if (socket.readyState !== socket.OPEN) return;
      socket.send(pcmToBytes(frame));
      if (emulator.misbehave === 'drop') return emulator.server.dropConnections();
    }
  }

  #flush(): void {
    if (this.emulator.misbehave === 'stall' || this.emulator.misbehave === 'endless') return;
    this.#send({ type: 'Flushed', speech_id: 'dg_sp_000000000001' });
    this.#send({ type: 'SpeechMetadata', speech_id: 'dg_sp_000000000001', audio_duration_ms: 0 });
    this.#endTurn();
  }

  #endTurn(): void {
    if (this.#inTurn) this.emulator.busy--;
    this.#inTurn = false;
  }

  #send(message: object): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(message));
  }
}

const ID = '00000000-0000-0000-0000-000000000000';
