import type { Vendor } from '../../providers/provider-problem.js';
import { PcmChunker } from '../socket/pcm-chunker.js';
import type { VendorSocket } from '../socket/vendor-socket.js';
import type { SttEvent } from '../stt.port.js';
import type { FluxSocket } from './client.js';
import { DeepgramLine } from './deepgram-line.js';

/** 80 ms of 16 kHz: what Flux works in. */
const CHUNK_SAMPLES = 1_280;
const CHUNK_MS = 80;

/** A microphone that sends nothing for as long has stopped, as between two presses of a talk button. */
const STOPPED_AFTER_MS = 240;

/** Flux counts silence by the audio that it gets: so much of it ends any turn. */
const SILENCE_AFTER_STOP_MS = 10_000;

/** After that, one chunk now and then keeps the connection, which has no other way. */
const KEEP_ALIVE_MS = 4_000;

/** Deepgram's v2: Flux hears turns by itself. */
export class FluxLine extends DeepgramLine {
  readonly #chunker = new PcmChunker(CHUNK_SAMPLES, (pcm) => this.sdk.sendMedia(pcm));
  readonly #silence: NodeJS.Timeout;
  #audioAt = performance.now();
  #silenceAt = -Infinity;
  #shown = '';

  constructor(
    private readonly sdk: FluxSocket,
    connection: VendorSocket,
    vendor: Vendor,
    model: string,
    emit: (event: SttEvent) => void,
  ) {
    super(connection, vendor, model, emit);
    sdk.on('message', (message: unknown) => this.onMessage(message));
    this.#silence = setInterval(() => this.#sendSilence(performance.now()), CHUNK_MS);
  }

  audio(pcm: Int16Array): void {
    this.#audioAt = performance.now();
    this.#chunker.push(pcm);
  }

  speechStart(): void {}

  /** Flux has its own opinion of the end; it may as well have the last words at once. */
  speechEnd(): void {
    this.#chunker.flush();
  }

  protected sayGoodbye(): void {
    this.#chunker.flush();
    this.sdk.sendCloseStream({ type: 'CloseStream' });
  }

  protected release(): void {
    clearInterval(this.#silence);
  }

  #sendSilence(now: number): void {
    const stoppedMs = now - this.#audioAt;
    if (!this.open || stoppedMs < STOPPED_AFTER_MS) return;
    if (stoppedMs > SILENCE_AFTER_STOP_MS && now - this.#silenceAt < KEEP_ALIVE_MS) return;
    this.#silenceAt = now;
    this.#chunker.flush();
    this.sdk.sendMedia(new Int16Array(CHUNK_SAMPLES));
  }

  protected onFrame(frame: object): void {
    const { type, event, transcript } = frame as { type?: unknown; event?: unknown; transcript?: unknown };
    if (type !== 'TurnInfo') return;
    if (typeof event !== 'string' || typeof transcript !== 'string') return this.malformed(frame);
    this.#onTurn(event, transcript.trim());
  }

  #onTurn(event: string, text: string): void {
    switch (event) {
      case 'StartOfTurn':
        this.#shown = '';
        this.emit({ type: 'speech_start' });
        return this.#show(text);
      case 'Update':
        return this.#show(text);
      case 'EagerEndOfTurn':
        return this.emit({ type: 'eager_end', text });
      case 'TurnResumed':
        this.emit({ type: 'resumed' });
        return this.#show(text);
      case 'EndOfTurn':
        this.#shown = '';
        return this.emit({ type: 'end_of_turn', text });
    }
  }

  /** Flux sends an update four times a second, whether there are new words or not. */
  #show(text: string): void {
    if (text === '' || text === this.#shown) return;
    this.#shown = text;
    this.emit({ type: 'partial', text });
  }
}
