import type { RawData, WebSocket } from 'ws';
import { problemOfStatus } from '../../../provider-kit/errors/http-status.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { closeSocket, onceClosed } from '../../adapter/socket/close-socket.js';
import { openSocket, type HandshakeRefusal } from '../../adapter/socket/open-socket.js';
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

/** One WebSocket that several answers share, each in its own context. */
export class ElevenLabsSocket implements PooledSocket {
  readonly #answers = new Set<ElevenLabsContext>();
  readonly #contexts = new Map<string, ElevenLabsContext>();
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
    const toError = (refusal: HandshakeRefusal) =>
      providerProblem(vendor, problemOfStatus(refusal.status, '', vendor.address), { ...refusal, voice });
    return openSocket(
      { vendor, url, headers, toError },
      signal,
      (socket) => new ElevenLabsSocket(socket, connection),
    );
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** @param onOver called once, when the place on the connection is free again */
  begin(sampleRateHz: number, onOver: () => void): ElevenLabsContext {
    const context = new ElevenLabsContext({
      vendor: this.connection.vendor,
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
    closeSocket(this.socket);
  }

  onClosed(listener: () => void): void {
    onceClosed(this.socket, listener);
  }

  /** Only the first message of a connection may have them, or ElevenLabs closes it. All answers on it share them. */
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
      // An error without a context concerns the connection.
      if (frame.contextId === undefined) this.#failAll(problem);
      else context?.fail(problem);
      return;
    }
    // Audio of an answer that was cut off is dropped.
    if (frame.type === 'audio') return context?.onAudio(frame.bytes, frame.times);
    if (frame.contextId !== undefined) this.#contexts.delete(frame.contextId);
    context?.onFinal();
  }

  #onClose(code: number, reason: string): void {
    const { vendor, voice } = this.connection;
    // Only 1008 comes with a reason.
    const problem =
      code === 1008
        ? elevenLabsError(vendor, reason, voice)
        : providerProblem(vendor, 'broke_off', { cause: new Error(`closed with ${code} ${reason}`) });
    this.#failAll(problem);
  }

  /** Fails all answers and closes the connection. */
  #failAll(problem: Error): void {
    for (const answer of [...this.#answers]) answer.fail(problem);
    this.socket.terminate();
  }
}
