import { WebSocket, WebSocketServer } from 'ws';
import type { AddressInfo } from 'node:net';
import type { AudioMessage, ClientMessage, ServerMessage } from '#protocol';

/**
 * A proxy between a browser and the backend: passes every frame on unchanged and keeps a copy.
 */
export class WireTap {
  readonly fromClient: ClientMessage[] = [];
  /** When each message of `fromClient` came, by `performance.now()`. */
  readonly fromClientAt: number[] = [];
  readonly fromServer: ServerMessage[] = [];
  /** When each message of `fromServer` came, by `performance.now()`. */
  readonly fromServerAt: number[] = [];
  readonly url: string;
  readonly #server: WebSocketServer;

  private constructor(server: WebSocketServer) {
    this.#server = server;
    this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(backendUrl: string): Promise<WireTap> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await new Promise((resolve) => server.once('listening', resolve));
    const tap = new WireTap(server);
    server.on('connection', (client, request) =>
      tap.#join(client, new WebSocket(backendUrl, { origin: request.headers.origin })),
    );
    return tap;
  }

  audioOf(turnId: number): Int16Array {
    const bytes = Buffer.concat(
      this.fromServer
        .filter(
          (message): message is AudioMessage =>
            message.type === 'audio' && message.metadata.turn_id === turnId,
        )
        .map(({ audio }) => Buffer.from(audio, 'base64')),
    );
    return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }

  /** The microphone's audio, from the client message at `index` on. */
  microphoneFrom(index: number): Int16Array {
    const bytes = Buffer.concat(
      this.fromClient
        .slice(index)
        .flatMap((message) => ('audio' in message ? [Buffer.from(message.audio, 'base64')] : [])),
    );
    return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }

  async stop(): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(client: WebSocket, backend: WebSocket): void {
    const early: string[] = [];
    client.on('message', (data) => {
      const frame = String(data);
      this.fromClient.push(JSON.parse(frame) as ClientMessage);
      this.fromClientAt.push(performance.now());
      if (backend.readyState === WebSocket.OPEN) backend.send(frame);
      else early.push(frame);
    });
    backend.on('open', () => early.splice(0).forEach((frame) => backend.send(frame)));
    backend.on('message', (data) => {
      const frame = String(data);
      this.fromServer.push(JSON.parse(frame) as ServerMessage);
      this.fromServerAt.push(performance.now());
      client.send(frame);
    });
    backend.on('error', () => client.terminate());
    client.on('error', () => backend.terminate());
    backend.on('close', (code, reason) =>
      isSendable(code) ? client.close(code, reason) : client.terminate(),
    );
    client.on('close', (code, reason) =>
      isSendable(code) ? backend.close(code, reason) : backend.terminate(),
    );
  }
}

/** 1005 and 1006 mean that there was no close frame, and cannot be sent in one. */
const isSendable = (code: number): boolean => code !== 1005 && code !== 1006;
