import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { SegmentAssembler, type TranscriptPiece } from '../../adapter/socket/segment-assembler.js';
import type { VendorSocket } from '../../adapter/socket/vendor-socket.js';
import type { SttEvent } from '../../stt.port.js';
import type { NovaSocket } from './client.js';
import { DeepgramConnection, type DeepgramTerms } from './deepgram-connection.js';

const SAMPLE_RATE_HZ = 16_000;

/** Without audio Deepgram closes after 10 s; it asks for a keep-alive every 3 to 5 s. */
const KEEP_ALIVE_MS = 4_000;

/**
 * A Finalize with no words left is not always answered. Nova answers each second of audio, even of silence, but after the
 * release of push-to-talk no audio comes.
 */
const PROBE_SAMPLES = SAMPLE_RATE_HZ;

/** Deepgram's v1: Earshot's detector decides when speech ends. */
export class NovaConnection extends DeepgramConnection {
  protected override readonly terms;
  readonly #segments: SegmentAssembler;
  readonly #keepAlive: NodeJS.Timeout;
  #sentSamples = 0;
  #audioSinceKeepAlive = false;
  #leaving = false;

  constructor(
    private readonly sdk: NovaSocket,
    connection: VendorSocket,
    vendor: Vendor,
    model: string,
    emit: (event: SttEvent) => void,
    terms?: DeepgramTerms,
  ) {
    super(connection, vendor, model, emit);
    // The SDK has no method for it before 5.15.
    this.terms = this.termUpdates(terms, (keyterms) =>
      connection.socket.send(JSON.stringify({ type: 'Configure', keyterms })),
    );
    this.#segments = new SegmentAssembler(emit, {
      onSettled: () => this.#onSettled(),
      probe: (endSeconds) => this.#probe(endSeconds),
    });
    sdk.on('message', (message: unknown) => this.onMessage(message));
    this.#keepAlive = setInterval(() => this.#stayAlive(), KEEP_ALIVE_MS);
  }

  audio(pcm: Int16Array): void {
    this.sdk.sendMedia(pcm);
    this.#sentSamples += pcm.length;
    this.#audioSinceKeepAlive = true;
  }

  speechStart(): void {
    this.#segments.begin(this.#sentSeconds);
  }

  speechEnd(): void {
    this.#segments.end(this.#sentSeconds);
    this.sdk.sendFinalize({ type: 'Finalize' });
  }

  protected requestClose(): void {
    this.#leaving = true;
    this.sdk.sendCloseStream({ type: 'CloseStream' });
  }

  protected release(): void {
    clearInterval(this.#keepAlive);
    this.#segments.release();
  }

  get #sentSeconds(): number {
    return this.#sentSamples / SAMPLE_RATE_HZ;
  }

  #stayAlive(): void {
    if (!this.#audioSinceKeepAlive && this.open) this.sdk.sendKeepAlive({ type: 'KeepAlive' });
    this.#audioSinceKeepAlive = false;
  }

  /** Sends Nova a second of silence to answer, unless it got that much audio since the segment. */
  #probe(endSeconds: number): void {
    const audioSince = (this.#sentSeconds - endSeconds) * SAMPLE_RATE_HZ;
    if (audioSince < PROBE_SAMPLES && this.open && !this.#leaving) this.audio(new Int16Array(PROBE_SAMPLES));
  }

  protected onFrame(frame: object): void {
    const { type } = frame as { type?: unknown };
    this.#segments.answered();
    if (type === 'Results') {
      const result = readResults(frame);
      if (result) this.#segments.push(result);
      else this.malformed(frame);
    } else if (type === 'Metadata' && this.#leaving) {
      // The last answer after CloseStream.
      this.#segments.settleAll();
      this.done();
    }
  }

  #onSettled(): void {
    if (this.#leaving) this.done();
  }
}

/** @returns null if it is not what Deepgram documents */
function readResults(frame: object): TranscriptPiece | null {
  const { start, duration, is_final, from_finalize, channel } = frame as {
    [key in 'start' | 'duration' | 'is_final' | 'from_finalize']?: unknown;
  } & { channel?: { alternatives?: { transcript?: unknown }[] } };
  // Without an alternative, nothing was recognised in that audio.
  const text = channel?.alternatives?.[0]?.transcript ?? '';
  if (typeof text !== 'string' || typeof start !== 'number' || typeof duration !== 'number') return null;
  return {
    startSeconds: start,
    durationSeconds: duration,
    text: text.trim(),
    isFinal: is_final === true,
    isLast: from_finalize === true,
  };
}
