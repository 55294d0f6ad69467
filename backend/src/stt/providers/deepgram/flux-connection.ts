import { systemClock } from '../../../common/clock/clock.js';
import { providerStalled } from '../../../provider-kit/errors/availability-errors.js';
import { STALL_MS } from '../../../provider-kit/resilience.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { PcmChunker } from '../../adapter/socket/pcm-chunker.js';
import type { VendorSocket } from '../../adapter/socket/vendor-socket.js';
import type { SttEvent } from '../../stt.port.js';
import type { FluxSocket } from './client.js';
import { DeepgramConnection, type DeepgramTerms } from './deepgram-connection.js';

/** 80 ms at 16 kHz: the chunk that Flux works with. */
const CHUNK_SAMPLES = 1_280;
const CHUNK_MS = 80;

/** Flux answers each quarter of a second of audio; a second without an answer is certainly a stall. */
const ANSWER_DUE_SAMPLES = 16_000;

/** A microphone that sends nothing for this long has stopped, as between two uses of push-to-talk. */
const STOPPED_AFTER_MS = 240;

/** Flux measures silence in the audio that it gets: this much ends any turn. */
const SILENCE_AFTER_STOP_MS = 10_000;

/** After that, one chunk per interval keeps the connection alive; Flux has no other keep-alive. */
const KEEP_ALIVE_MS = 4_000;

export interface FluxConnectionOptions {
  /** The longest time without an answer to audio that was sent. */
  stallMs?: number;
  /** Whether Flux accepts the request to end a turn; set to false when it refuses one. Shared by connections. */
  forceEndTurn: { isAccepted: boolean };
  terms?: DeepgramTerms;
}

/** Deepgram's v2: Flux ends turns by itself. */
export class FluxConnection extends DeepgramConnection {
  protected override readonly terms;
  readonly #chunker = new PcmChunker(CHUNK_SAMPLES, (pcm) => this.#send(pcm));
  readonly #ticks: NodeJS.Timeout;
  #audioAt = systemClock.now();
  #silenceAt = -Infinity;
  /** Samples that Flux got since its last answer, and the time of the first of them. */
  #unanswered = 0;
  #unansweredSince = 0;
  #speaking = false;
  #shown = '';
  /** The words of a turn that has begun and not ended; null between turns. */
  #turn: string | null = null;
  #endRequested = false;
  #endedSinceAudio = false;
  #leaving = false;

  constructor(
    private readonly sdk: FluxSocket,
    connection: VendorSocket,
    vendor: Vendor,
    model: string,
    emit: (event: SttEvent) => void,
    private readonly options: FluxConnectionOptions = { forceEndTurn: { isAccepted: true } },
  ) {
    super(connection, vendor, model, emit);
    this.terms = this.termUpdates(options.terms, (keyterms) =>
      sdk.sendConfigure({ type: 'Configure', keyterms }),
    );
    sdk.on('message', (message: unknown) => this.onMessage(message));
    this.#ticks = setInterval(() => this.#tick(systemClock.now()), CHUNK_MS);
  }

  audio(pcm: Int16Array): void {
    this.#audioAt = systemClock.now();
    this.#endedSinceAudio = false;
    this.#chunker.push(pcm);
  }

  speechStart(): void {
    this.#speaking = true;
  }

  /** Flux decides when a turn ends; it gets the last words at once. */
  speechEnd(): void {
    this.#speaking = false;
    this.#chunker.flush();
  }

  protected requestClose(): void {
    this.#leaving = true;
    this.#chunker.flush();
    this.sdk.sendCloseStream({ type: 'CloseStream' });
  }

  /** Flux does not end an open turn on `CloseStream`; its last text is all that comes. */
  protected override onDrained(): void {
    if (this.#leaving && this.#turn) this.emit({ type: 'end_of_turn', text: this.#turn });
  }

  protected release(): void {
    clearInterval(this.#ticks);
  }

  #tick(now: number): void {
    if (!this.open) return;
    const { stallMs = STALL_MS } = this.options;
    if (this.#unanswered >= ANSWER_DUE_SAMPLES && now - this.#unansweredSince >= stallMs)
      return this.fail(providerStalled('stt', this.vendor.provider, stallMs));
    if (now - this.#audioAt >= STOPPED_AFTER_MS) this.#onStopped(now, now - this.#audioAt);
  }

  /**
   * The microphone stopped, so the turn is over. If Flux cannot be asked to end it, silence does. In the middle of speech, a
   * pause of the network is more likely.
   */
  #onStopped(now: number, stoppedMs: number): void {
    if (
      this.#turn !== null &&
      !this.#speaking &&
      !this.#endRequested &&
      this.options.forceEndTurn.isAccepted
    ) {
      this.#chunker.flush();
      this.#endRequested = true;
      this.sdk.sendForceEndTurn({ type: 'ForceEndTurn' });
    }
    const isOver = this.#endedSinceAudio || this.#endRequested || stoppedMs > SILENCE_AFTER_STOP_MS;
    if (isOver && now - this.#silenceAt < KEEP_ALIVE_MS) return;
    this.#silenceAt = now;
    this.#chunker.flush();
    this.#send(new Int16Array(CHUNK_SAMPLES));
  }

  #send(pcm: Int16Array): void {
    if (this.#unanswered === 0) this.#unansweredSince = systemClock.now();
    this.#unanswered += pcm.length;
    this.sdk.sendMedia(pcm);
  }

  protected onFrame(frame: object): void {
    const { type, event, transcript } = frame as { type?: unknown; event?: unknown; transcript?: unknown };
    if (type !== 'TurnInfo') return;
    const text = transcript ?? '';
    if (typeof event !== 'string' || typeof text !== 'string') return this.malformed(frame);
    this.#unanswered = 0;
    this.#onTurn(event, text.trim());
  }

  /** The request is not enabled for the account, so later connections do not use it. */
  protected override onError(error: object): void {
    const isRefusal = (error as { code?: unknown }).code === 'UNPARSABLE_CLIENT_MESSAGE';
    if (!this.#endRequested || !isRefusal) return super.onError(error);
    this.options.forceEndTurn.isAccepted = false;
    this.fail(this.problem('broke_off', error));
  }

  #onTurn(event: string, text: string): void {
    switch (event) {
      case 'StartOfTurn':
        this.#shown = '';
        this.#endRequested = false;
        this.#turn = '';
        this.emit({ type: 'speech_start' });
        return this.#show(text);
      case 'Update':
        return this.#show(text);
      case 'EagerEndOfTurn':
        return this.emit({ type: 'eager_end', text });
      case 'TurnResumed':
        this.emit({ type: 'resumed' });
        return this.#show(text);
      case 'EndOfTurn': {
        // Words that were shown are not taken back by an end without any.
        const words = text || this.#turn || '';
        this.#shown = '';
        this.#endRequested = false;
        this.#turn = null;
        this.#endedSinceAudio = true;
        return this.emit({ type: 'end_of_turn', text: words });
      }
    }
  }

  /** Flux sends an update four times a second, whether there are new words or not, and between turns too. */
  #show(text: string): void {
    if (this.#turn === null || text === '') return;
    this.#turn = text;
    if (text === this.#shown) return;
    this.#shown = text;
    this.emit({ type: 'partial', text });
  }
}
