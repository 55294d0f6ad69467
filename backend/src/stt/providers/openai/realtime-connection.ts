import { bytesToBase64, pcmToBytes } from '#audio';
import type { Resampler } from '#audio/resampler';
import type { OpenAIRealtimeError } from 'openai/realtime/internal-base';
import type { OpenAIRealtimeWS } from 'openai/realtime/ws';
import type {
  RealtimeServerEvent,
  RealtimeTranscriptionSessionCreateRequest,
} from 'openai/resources/realtime/realtime';
import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { PcmChunker } from '../../adapter/socket/pcm-chunker.js';
import { SttConnection } from '../../adapter/socket/stt-connection.js';
import { TermUpdates, type TermUpdatesOptions } from '../../adapter/socket/term-updates.js';
import { VendorSocket, type SocketEnd } from '../../adapter/socket/vendor-socket.js';
import type { SttEvent } from '../../stt.port.js';
import { PendingTranscripts } from './pending-transcripts.js';
import { problemOfFault } from './realtime-errors.js';

export const REALTIME_HZ = 24_000;

/** Two frames of the detector per message; the end of speech sends an incomplete message at once. */
const CHUNK_SAMPLES = 1_024;

/** The API refuses to transcribe less than 100 ms, which is too short for a word. */
const MIN_SEGMENT_SAMPLES = 0.1 * REALTIME_HZ;

/** The most items whose words are kept, in case some never end. */
const MAX_ITEMS = 16;

/** The API names it in the error if it refuses the update. */
const UPDATE_ID = 'page_names';

export interface RealtimeTerms extends Omit<TermUpdatesOptions, 'answers' | 'send'> {
  /** The whole session with these terms. */
  session(terms: readonly string[]): RealtimeTranscriptionSessionCreateRequest;
}

/**
 * A transcription session of OpenAI's Realtime API without turn detection: the audio between Earshot's marks, with its
 * pre-roll, is committed when speech ends. Silence is not sent, because it would be charged and transcribed to words.
 */
export class RealtimeConnection extends SttConnection {
  protected override readonly terms: TermUpdates | undefined;
  readonly #chunker = new PcmChunker(CHUNK_SAMPLES, (pcm) => this.#append(pcm));
  readonly #pending = new PendingTranscripts((text) => this.#onFinal(text));
  readonly #ready = Promise.withResolvers<void>();
  /** The words so far of each item. */
  readonly #partials = new Map<string, string>();
  #speaking = false;
  #segmentSamples = 0;
  #leaving = false;

  constructor(
    private readonly realtime: OpenAIRealtimeWS,
    private readonly resampler: Resampler,
    private readonly session: RealtimeTranscriptionSessionCreateRequest,
    vendor: Vendor,
    model: string,
    emit: (event: SttEvent) => void,
    terms?: RealtimeTerms,
  ) {
    super(new VendorSocket(realtime.socket), vendor, model, emit);
    this.terms =
      terms &&
      new TermUpdates({ ...terms, answers: true, send: (words) => this.#update(terms.session(words)) });
    realtime.on('event', (event) => this.#onEvent(event));
    realtime.on('error', (error) => this.#onError(error));
  }

  protected override handshake(): Promise<void> {
    this.realtime.send({ type: 'session.update', session: this.session });
    return this.#ready.promise;
  }

  audio(pcm: Int16Array): void {
    if (this.#speaking) this.#chunker.push(pcm);
  }

  speechStart(preRoll: Int16Array): void {
    if (this.#speaking) return;
    this.#speaking = true;
    this.#segmentSamples = 0;
    this.#chunker.push(preRoll);
  }

  speechEnd(): void {
    if (this.#speaking) this.#chunker.flush();
    this.#speaking = false;
    const isLongEnough = this.#segmentSamples >= MIN_SEGMENT_SAMPLES;
    if (isLongEnough) this.realtime.send({ type: 'input_audio_buffer.commit' });
    else if (this.#segmentSamples > 0) this.realtime.send({ type: 'input_audio_buffer.clear' });
    this.#segmentSamples = 0;
    this.#pending.add(isLongEnough ? null : '');
  }

  protected requestClose(): void {
    this.#leaving = true;
    if (this.#pending.size === 0) this.done();
  }

  protected release(): void {
    this.resampler.close();
  }

  override errorOf(end: SocketEnd): ProviderError {
    // A close reason is its code, such as "invalid_request_error.invalid_api_key".
    const kind = end.type === 'closed' ? problemOfFault({ code: end.reason }) : null;
    return kind ? this.problem(kind, end) : super.errorOf(end);
  }

  #update(session: RealtimeTranscriptionSessionCreateRequest): void {
    if (this.open) this.realtime.send({ type: 'session.update', event_id: UPDATE_ID, session });
  }

  #append(pcm: Int16Array): void {
    const resampled = this.resampler.process(pcm);
    this.#segmentSamples += resampled.length;
    this.realtime.send({
      type: 'input_audio_buffer.append',
      audio: bytesToBase64(pcmToBytes(resampled)),
    });
  }

  #onEvent(event: RealtimeServerEvent): void {
    switch (event.type) {
      case 'session.updated':
        this.terms?.accepted();
        return this.#ready.resolve();
      case 'input_audio_buffer.committed':
        return this.#pending.confirm(event.item_id);
      case 'conversation.item.input_audio_transcription.delta':
        return this.#onDelta(event.item_id, event.delta);
      case 'conversation.item.input_audio_transcription.completed':
        return this.#onCompleted(event.item_id, event.transcript);
      case 'conversation.item.input_audio_transcription.failed':
        return this.fail(this.problem(problemOfFault(event.error ?? {}) ?? 'vendor_failure', event));
    }
  }

  #onDelta(itemId: string, delta: string | undefined): void {
    if (typeof delta !== 'string' || delta === '') return;
    const text = (this.#partials.get(itemId) ?? '') + delta;
    this.#partials.set(itemId, text);
    if (this.#partials.size > MAX_ITEMS) this.#partials.delete(this.#partials.keys().next().value!);
    this.emit({ type: 'partial', text: text.trim() });
  }

  #onCompleted(itemId: string, transcript: unknown): void {
    // The SDK does not check the types.
    if (typeof transcript !== 'string') return this.malformed(transcript);
    // Words that were shown are not taken back by a final without any.
    const text = transcript.trim() || (this.#partials.get(itemId) ?? '').trim();
    this.#partials.delete(itemId);
    this.#pending.complete(itemId, text);
  }

  #onFinal(text: string): void {
    this.emit({ type: 'final', text });
    if (this.#leaving && this.#pending.size === 0) this.done();
  }

  #onError(error: OpenAIRealtimeError): void {
    const fault = error.error;
    if (fault) {
      if (fault.event_id === UPDATE_ID) return this.terms?.refused();
      if (fault.code === 'input_audio_buffer_commit_empty') return this.#pending.refuse();
      return this.fail(this.problem(problemOfFault(fault) ?? 'request_refused', error));
    }
    // Errors of the socket are reported when it ends.
    if (error.cause instanceof SyntaxError || error.cause instanceof TypeError) this.malformed(error);
  }
}
