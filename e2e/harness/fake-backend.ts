/** A backend that the test controls, for tests of the extension alone. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import packageJson from '../../package.json' with { type: 'json' };
import {
  CLOSE,
  PROTOCOL_VERSION,
  type ClientCommand,
  type ClientMessage,
  type ReminderItem,
  type ServerMessage,
} from '#protocol';
import { until } from './cdp.ts';
import { ServerHandshake } from './handshake/server-handshake.ts';

const RATE_HZ = 16_000;
const CHUNK_SAMPLES = 1_600;

export class FakeBackend {
  /** All messages after the handshake, in order. */
  readonly received: ClientMessage[] = [];
  readonly commands: ClientCommand[] = [];
  /** Microphone audio, frame by frame. */
  readonly frames: Int16Array[] = [];
  /** Origins of the clients that connected. */
  readonly origins: (string | undefined)[] = [];
  /** HTTP requests: the path, and the Authorization header if there is one. */
  readonly requests: string[] = [];
  /** Makes its side of the handshake with a client of this origin. */
  newHandshake: (origin: string) => Pick<ServerHandshake, 'answer'> = (origin) => new ServerHandshake(origin);
  /** The version that it says it has; none, like a backend before versions. */
  version: string | undefined = packageJson.version;
  #http: Server | null = null;
  #server: WebSocketServer | null = null;
  #socket: WebSocket | null = null;
  #port = 0;

  static async start(port = 0): Promise<FakeBackend> {
    const backend = new FakeBackend();
    await backend.listen(port);
    return backend;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}`;
  }

  get connected(): boolean {
    return this.#socket?.readyState === 1;
  }

  /** Listens again, by default on the same port. */
  async listen(port = this.#port): Promise<void> {
    // Extensions look for a backend by its health report, which only proven ones may read.
    const http = createServer((request, response) => {
      this.requests.push([request.url, request.headers.authorization ?? []].flat().join(' '));
      response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
      response.statusCode = 401;
      response.end(JSON.stringify({ code: 'unauthorized', protocol: PROTOCOL_VERSION }));
    });
    const server = new WebSocketServer({ server: http });
    this.#http = http;
    this.#server = server;
    http.listen(port, '127.0.0.1');
    await once(http, 'listening');
    this.#port = (http.address() as AddressInfo).port;
    server.on('connection', (socket, request) => {
      const { origin } = request.headers;
      this.origins.push(origin);
      this.#socket = socket;
      const handshake = this.newHandshake(origin ?? '');
      socket.on('message', (frame) => {
        const message = JSON.parse(String(frame)) as ClientMessage;
        const answer = 'type' in message ? handshake.answer(message) : undefined;
        if (!answer) return this.#read(message);
        socket.send(JSON.stringify(answer));
        if (answer.type === 'error') socket.close(CLOSE.refused, answer.code);
      });
    });
  }

  send(message: ServerMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  phase(state: 'idle' | 'listening' | 'thinking' | 'speaking', turnId: number): void {
    this.send({ type: 'data', name: 'state', data: { state, turn_id: turnId } });
  }

  text(
    role: 'user' | 'assistant',
    text: string,
    turnId: number,
    isFinal = true,
    interrupted?: boolean,
  ): void {
    this.send({
      type: 'data',
      name: 'text_data',
      data: {
        data_type: 'transcribe',
        role,
        text,
        text_ts: Date.now(),
        is_final: isFinal,
        stream_id: 100,
        turn_id: turnId,
        ...(interrupted !== undefined && { interrupted }),
      },
    });
  }

  reminders(...items: ReminderItem[]): void {
    this.send({ type: 'data', name: 'reminders', data: { items } });
  }

  /** Sends word timings that are spread evenly over the duration. */
  marks(turnId: number, text: string, durationMs: number): void {
    const words = [...text.matchAll(/\S+/g)];
    const wordMs = durationMs / words.length;
    const marks = words.map(({ 0: word, index }, i) => ({
      end: index + word.length,
      start_ms: i * wordMs,
      end_ms: (i + 1) * wordMs,
    }));
    this.send({ type: 'data', name: 'speech_marks', data: { turn_id: turnId, marks } });
  }

  /** Sends a tone as the answer's audio. @returns the samples. */
  speak(turnId: number, durationMs: number, { sampleRateHz = RATE_HZ, end = true } = {}): Int16Array {
    const pcm = Int16Array.from({ length: Math.round((sampleRateHz * durationMs) / 1000) }, (_, i) =>
      Math.round(12_000 * Math.sin((2 * Math.PI * 440 * i) / sampleRateHz)),
    );
    for (let seq = 0, at = 0; at < pcm.length; seq++, at += CHUNK_SAMPLES) {
      const chunk = pcm.slice(at, at + CHUNK_SAMPLES);
      this.send({
        type: 'audio',
        audio: Buffer.from(chunk.buffer).toString('base64'),
        metadata: {
          sample_rate: sampleRateHz,
          channels: 1,
          bytes_per_sample: 2,
          samples_per_channel: chunk.length,
          turn_id: turnId,
          seq,
        },
      });
    }
    if (end) {
      this.send({
        type: 'cmd',
        name: 'audio_end',
        data: { turn_id: turnId, total_ms: durationMs, text: '' },
      });
    }
    return pcm;
  }

  async waitForCommand<Name extends ClientCommand['name']>(
    name: Name,
    matches: (command: Extract<ClientCommand, { name: Name }>) => boolean = () => true,
  ): Promise<Extract<ClientCommand, { name: Name }>> {
    type Wanted = Extract<ClientCommand, { name: Name }>;
    const isWanted = (command: ClientCommand): command is Wanted =>
      command.name === name && matches(command as Wanted);
    return until(`the command ${name}`, async () => this.commands.find(isWanted));
  }

  /** Closes everything at once, as if the process were killed. */
  async kill(): Promise<void> {
    for (const client of this.#server?.clients ?? []) client.terminate();
    this.#server?.close();
    const http = this.#http;
    http?.closeAllConnections();
    if (http) await new Promise((resolve) => http.close(resolve));
    this.#http = null;
    this.#server = null;
  }

  #read(message: ClientMessage): void {
    this.received.push(message);
    if ('audio' in message) {
      const bytes = Buffer.from(message.audio, 'base64');
      this.frames.push(new Int16Array(new Uint8Array(bytes).buffer));
      return;
    }
    this.commands.push(message);
    if (message.name !== 'session_start') return;
    this.send({
      type: 'data',
      name: 'session',
      data: {
        session_id: 'fake',
        resume_token: 'fake-token',
        resumed: message.data.resume_token !== undefined,
        protocol: 1,
        input: { sample_rate: RATE_HZ, channels: 1, bytes_per_sample: 2 },
        providers: { stt: 'embedded', llm: 'skills', tts: 'flite' },
        version: this.version,
      },
    });
    this.phase('listening', 1);
  }
}
