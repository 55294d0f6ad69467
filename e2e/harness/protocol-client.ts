import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';
import type {
  AudioMessage,
  ClientCommandName,
  ClientCommands,
  ServerData,
  ServerCommand,
  ServerCommands,
  ServerMessage,
  TextData,
} from '#protocol';

/** A minimal client of the wire protocol that keeps every message it receives. */
export class ProtocolClient {
  readonly received: ServerMessage[] = [];
  /** When each message of `received` came, by `performance.now()`. */
  readonly receivedAt: number[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #waiting: (() => void)[] = [];
  #isClosed = false;

  readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      this.received.push(JSON.parse(String(data)) as ServerMessage);
      this.receivedAt.push(performance.now());
      this.#wake();
    });
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => {
        this.#isClosed = true;
        this.#wake();
        resolve({ code, reason: String(reason) });
      }),
    );
  }

  /** @param subprotocols offered to the server @throws Error if the upgrade is refused */
  static async connect(
    url: string,
    options: ClientOptions = {},
    subprotocols: string[] = [],
  ): Promise<ProtocolClient> {
    const socket = new WebSocket(url, subprotocols, options);
    const client = new ProtocolClient(socket);
    await once(socket, 'open');
    return client;
  }

  raw(frame: string | Buffer): void {
    this.socket.send(frame);
  }

  command<Name extends ClientCommandName>(name: Name, data: ClientCommands[Name]): void {
    this.raw(JSON.stringify({ type: 'cmd', name, data }));
  }

  audio(pcm: Int16Array, metadata?: Record<string, unknown>): void {
    const audio = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64');
    this.raw(JSON.stringify({ audio, ...(metadata && { metadata }) }));
  }

  /**
   * Waits for the first matching message from index `from` on.
   * @throws Error after `timeoutMs` or when the socket closes, with the messages that came instead
   */
  async waitFor<T extends ServerMessage>(
    fits: (message: ServerMessage) => message is T,
    what: string,
    { from = 0, timeoutMs = 30_000 } = {},
  ): Promise<T> {
    const deadline = performance.now() + timeoutMs;
    for (let i = from; ; i++) {
      while (i >= this.received.length) {
        if (this.#isClosed || performance.now() >= deadline) throw new Error(this.#instead(what, from));
        await this.#next(deadline - performance.now());
      }
      const message = this.received[i]!;
      if (fits(message)) return message;
    }
  }

  async data<Name extends keyof ServerData>(
    name: Name,
    fits: (data: ServerData[Name]) => boolean = () => true,
    from = 0,
  ): Promise<ServerData[Name]> {
    const is = (message: ServerMessage): message is Extract<ServerMessage, { type: 'data' }> =>
      message.type === 'data' && message.name === name && fits(message.data as ServerData[Name]);
    return (await this.waitFor(is, `data ${name}`, { from })).data as ServerData[Name];
  }

  finalText(role: TextData['role'], from = 0): Promise<TextData> {
    return this.data(
      'text_data',
      (data) => data.role === role && data.is_final && data.data_type === 'transcribe',
      from,
    );
  }

  async commandNamed<Name extends keyof ServerCommands>(name: Name, from = 0): Promise<ServerCommands[Name]> {
    const is = (message: ServerMessage): message is ServerCommand =>
      message.type === 'cmd' && message.name === name;
    return (await this.waitFor(is, `cmd ${name}`, { from })).data as ServerCommands[Name];
  }

  error(from = 0): Promise<Extract<ServerMessage, { type: 'error' }>> {
    const is = (message: ServerMessage): message is Extract<ServerMessage, { type: 'error' }> =>
      message.type === 'error';
    return this.waitFor(is, 'an error', { from });
  }

  audioOf(turnId: number): AudioMessage[] {
    return this.received.filter(
      (message): message is AudioMessage => message.type === 'audio' && message.metadata.turn_id === turnId,
    );
  }

  pcmOf(turnId: number): Int16Array {
    const bytes = Buffer.concat(this.audioOf(turnId).map(({ audio }) => Buffer.from(audio, 'base64')));
    return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #next(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #instead(what: string, from: number): string {
    const came = this.received.slice(from).map((message) => JSON.stringify(message).slice(0, 160));
    return `${what} did not come. Instead:\n${came.slice(-20).join('\n')}`;
  }
}
