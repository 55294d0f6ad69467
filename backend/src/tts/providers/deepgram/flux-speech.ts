import type { RawData, WebSocket } from 'ws';
import { problemOfStatus } from '../../../provider-kit/errors/http-status.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { vendorReason } from '../../../provider-kit/errors/vendor-reason.js';
import { closeSocket, onceClosed } from '../../adapter/socket/close-socket.js';
import { openSocket } from '../../adapter/socket/open-socket.js';
import { PcmDecoder } from '../../adapter/pcm-decoder.js';
import type { SocketSpeech } from '../../adapter/socket/speak-on-socket.js';
import type { PooledSocket } from '../../adapter/socket/socket-pool.js';
import { SpeechQueue } from '../../adapter/socket/speech-queue.js';

export interface FluxConnection {
  vendor: Vendor;
  /** With the voice and the format of the audio. */
  url: string;
  apiKey: string | undefined;
  voice: string;
  sampleRateHz: number;
  /** Whether the URL has a speed, which a voice may refuse. */
  hasSpeed: boolean;
}

/** The messages of `/v2/speak` that are used here. */
type FluxMessage = { type?: unknown; code?: unknown; description?: unknown } | null;

/**
 * A WebSocket of Deepgram's Flux TTS, which speaks one answer at a time: texts, a flush at their end, and its audio between
 * `SpeechStarted` and `SpeechMetadata`. Deepgram cuts the text into parts itself. An answer that is cut off closes the
 * connection, because audio on its way has no mark of its answer.
 */
export class FluxSocket implements PooledSocket {
  #answer: FluxSpeech | undefined;

  private constructor(
    private readonly socket: WebSocket,
    private readonly connection: FluxConnection,
  ) {
    socket.on('message', (data: RawData, isBinary) => this.#onMessage(data as Buffer, isBinary));
    socket.on('close', (code, reason) => this.#onClose(`closed with ${code} ${reason.toString()}`));
  }

  /** @throws ProviderError */
  static open(connection: FluxConnection, signal: AbortSignal): Promise<FluxSocket> {
    const { vendor, url, apiKey, voice, hasSpeed } = connection;
    return openSocket(
      {
        vendor,
        url,
        headers: apiKey ? { authorization: `Token ${apiKey}` } : {},
        toError: ({ status, retryAfterMs }) => {
          // The handshake has nothing else that could be wrong.
          const kind =
            status === 400 && !hasSpeed ? 'unknown_voice' : problemOfStatus(status, '', vendor.address);
          return providerProblem(vendor, kind, { status, voice, retryAfterMs });
        },
      },
      signal,
      (socket) => new FluxSocket(socket, connection),
    );
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** @param onOver called once, when the connection is free again */
  begin(onOver: () => void): FluxSpeech {
    const answer = new FluxSpeech({
      vendor: this.connection.vendor,
      sampleRateHz: this.connection.sampleRateHz,
      send: (message) => this.#send(message),
      onOver: (isComplete) => {
        this.#answer = undefined;
        if (!isComplete) this.socket.terminate();
        onOver();
      },
    });
    this.#answer = answer;
    if (!this.isOpen) answer.fail(providerProblem(this.connection.vendor, 'broke_off'));
    return answer;
  }

  close(): void {
    if (!this.isOpen) return this.socket.terminate();
    this.#send({ type: 'Close' });
    closeSocket(this.socket);
  }

  onClosed(listener: () => void): void {
    onceClosed(this.socket, listener);
  }

  #send(message: object): void {
    if (this.isOpen) this.socket.send(JSON.stringify(message));
  }

  #onMessage(data: Buffer, isBinary: boolean): void {
    if (isBinary) return this.#answer?.onAudio(data);
    const { vendor, voice } = this.connection;
    let message: FluxMessage;
    try {
      message = JSON.parse(data.toString('utf8')) as FluxMessage;
    } catch (cause) {
      return this.#answer?.fail(providerProblem(vendor, 'malformed', { cause }));
    }
    if (message?.type === 'SpeechMetadata') return this.#answer?.onEnd();
    if (message?.type !== 'Error') return;
    const reason = vendorReason(message.code, message.description);
    const status = String(message.code).startsWith('NET') ? 500 : 400;
    const kind = problemOfStatus(status, reason, vendor.address);
    const cause = new Error(reason);
    this.#answer?.fail(
      providerProblem(vendor, kind === 'unknown_model' ? 'unknown_voice' : kind, { cause, voice }),
    );
  }

  #onClose(reason: string): void {
    this.#answer?.fail(providerProblem(this.connection.vendor, 'broke_off', { cause: new Error(reason) }));
  }
}

interface FluxSpeechDeps {
  vendor: Vendor;
  sampleRateHz: number;
  send(message: object): void;
  /** @param isComplete whether the vendor has ended the answer, so that the connection can speak another */
  onOver(isComplete: boolean): void;
}

/** One answer: a turn of Flux TTS. */
export class FluxSpeech implements SocketSpeech {
  readonly chunks: SpeechQueue;
  readonly #pcm = new PcmDecoder();
  #hasText = false;
  /** No audio has come since the last text. */
  #unanswered = false;
  #over = false;

  constructor(private readonly deps: FluxSpeechDeps) {
    this.chunks = new SpeechQueue(deps.sampleRateHz);
  }

  say(text: string): void {
    if (this.#over) return;
    this.#hasText = true;
    this.#unanswered = true;
    // The texts of a turn are joined as they are.
    this.deps.send({ type: 'Speak', text: `${text.trimEnd()} ` });
  }

  finish(): void {
    if (!this.#hasText) return this.onEnd();
    this.deps.send({ type: 'Flush' });
  }

  cancel(): void {
    this.chunks.abort();
    this.#end(!this.#hasText);
  }

  fail(error: Error): void {
    this.chunks.close(error);
    this.#end(false);
  }

  onAudio(bytes: Uint8Array): void {
    const pcm = this.#pcm.decode(bytes);
    if (pcm.length === 0) return;
    this.#unanswered = false;
    this.chunks.push({ pcm });
  }

  onEnd(): void {
    // Without any audio, the reader notices.
    const isCut = this.#unanswered && this.chunks.receivedMs > 0;
    this.chunks.close(isCut ? providerProblem(this.deps.vendor, 'broke_off') : undefined);
    this.#end(true);
  }

  #end(isComplete: boolean): void {
    if (this.#over) return;
    this.#over = true;
    this.deps.onOver(isComplete);
  }
}
