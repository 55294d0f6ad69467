import type { RawData, WebSocket } from 'ws';
import { problemOfStatus } from '../../../provider-kit/errors/http-status.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { openSocket } from '../../adapter/socket/open-socket.js';
import type { PooledSocket } from '../../adapter/socket/socket-pool.js';
import { ElevenLabsContext } from './elevenlabs-context.js';
import { readElevenLabsFrame, type ElevenLabsFrame, type VoiceSettings } from './elevenlabs-frames.js';
import { elevenLabsError } from './elevenlabs-error.js';

export interface ElevenLabsConnection {
  vendor: Vendor;
  url: string;
  apiKey: string | undefined;
  voice: string;
  settings: VoiceSettings | undefined;
}

/** One WebSocket, on which several answers, each a context, are spoken at a time. */
export class ElevenLabsSocket implements PooledSocket {
  readonly #answers = new Set<ElevenLabsContext>();
  readonly #contexts = new Map<string, ElevenLabsContext>();
  readonly #closedListeners: (() => void)[] = [];
  #settingsSent = false;
  #lastContext = 0;

  private constructor(
    private readonly socket: WebSocket,
    private readonly connection: ElevenLabsConnection,
  ) {
    socket.on('message', (data: RawData) => this.#onMessage(data));
    socket.on('close', (code, reason) => this.#onClose(code, reason.toString()));
  }

  /** @throws ProviderError */
  static open(connection: ElevenLabsConnection, signal: AbortSignal): Promise<ElevenLabsSocket> {
    const { vendor, url, apiKey, voice } = connection;
    const headers: Record<string, string> = apiKey ? { 'xi-api-key': apiKey } : {};
    const refused = (status: number) =>
      providerProblem(vendor, problemOfStatus(status, '', vendor.address), { status, voice });
    return openSocket(
      { vendor, url, headers, refused },
      signal,
      (socket) => new ElevenLabsSocket(socket, connection),
    );
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** @param onOver called once, when its place is free again */
  begin(sampleRateHz: number, onOver: () => void): ElevenLabsContext {
    const context = new ElevenLabsContext({
      sampleRateHz,
      send: (frame) => this.#send(frame),
      nextId: () => `answer-${++this.#lastContext}`,
      settings: () => this.#firstSettings(),
      onOpened: (id) => this.#contexts.set(id, context),
      onOver: (id) => {
        if (id !== undefined) this.#contexts.delete(id);
        this.#answers.delete(context);
        onOver();
      },
    });
    this.#answers.add(context);
    if (!this.isOpen) context.fail(providerProblem(this.connection.vendor, 'broke_off'));
    return context;
  }

  close(): void {
    if (!this.isOpen) return this.socket.terminate();
    this.#send({ close_socket: true });
    this.socket.close(1000);
    // Its close is not waited for longer than that.
    const timer = setTimeout(() => this.socket.terminate(), 500).unref();
    this.socket.once('close', () => clearTimeout(timer));
  }

  onClosed(listener: () => void): void {
    if (this.socket.readyState === this.socket.CLOSED) listener();
    else this.#closedListeners.push(listener);
  }

  /**
   * They may be told in the first message of a connection only; the vendor closes it where they come again. All answers on
   * it have the same ones.
   */
  #firstSettings(): VoiceSettings | undefined {
    if (this.#settingsSent) return undefined;
    this.#settingsSent = true;
    return this.connection.settings;
  }

  #send(frame: Record<string, unknown>): void {
    if (this.isOpen) this.socket.send(JSON.stringify(frame));
  }

  #onMessage(data: RawData): void {
    let frame: ElevenLabsFrame;
    try {
      frame = readElevenLabsFrame((data as Buffer).toString('utf8'));
    } catch (error) {
      return this.#failAll(providerProblem(this.connection.vendor, 'malformed', { cause: error }));
    }
    if (frame.type === 'other') return;
    const context = frame.contextId === undefined ? undefined : this.#contexts.get(frame.contextId);
    if (frame.type === 'error') {
      const problem = elevenLabsError(this.connection.vendor, frame.reason, this.connection.voice);
      // One that names no context concerns the connection.
      if (frame.contextId === undefined) this.#failAll(problem);
      else context?.fail(problem);
      return;
    }
    // What still comes for an answer that was cut off is not ours any more.
    if (frame.type === 'audio') return context?.onAudio(frame.bytes, frame.times);
    if (frame.contextId !== undefined) this.#contexts.delete(frame.contextId);
    context?.onFinal();
  }

  #onClose(code: number, reason: string): void {
    const { vendor, voice } = this.connection;
    // 1008 says why; everything else is the network's or the vendor's accident.
    const problem =
      code === 1008
        ? elevenLabsError(vendor, reason, voice)
        : providerProblem(vendor, 'broke_off', { cause: new Error(`closed with ${code} ${reason}`) });
    this.#failAll(problem);
    for (const listener of this.#closedListeners.splice(0)) listener();
  }

  /** The connection is not used again. */
  #failAll(problem: Error): void {
    for (const answer of [...this.#answers]) answer.fail(problem);
    this.socket.terminate();
  }
}
