import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { SegmentAssembler, type TranscriptPiece } from '../../adapter/socket/segment-assembler.js';
import { PcmChunker } from '../../adapter/socket/pcm-chunker.js';
import type { TermLimits } from '../../adapter/page-terms.js';
import type { TermSupport } from '../../adapter/socket/term-support.js';
import { SttConnection } from '../../adapter/socket/stt-connection.js';
import { TermUpdates } from '../../adapter/socket/term-updates.js';
import type { SocketEnd, VendorSocket } from '../../adapter/socket/vendor-socket.js';
import type { SttEvent } from '../../stt.port.js';
import { pcmToBytes } from '#audio';
import { problemOfCode } from './assemblyai-errors.js';

const SAMPLE_RATE_HZ = 16_000;

/** The API takes messages of 50 to 1000 ms. Two frames of the detector are 64 ms. */
const CHUNK_SAMPLES = 1_024;
const MIN_CHUNK_SAMPLES = 0.05 * SAMPLE_RATE_HZ;

/**
 * AssemblyAI takes 100 terms of 50 characters, ignores longer ones, and says that many terms may lead to words that were
 * not said (its documentation, read 2026-11-30).
 */
const TERM_LIMITS: TermLimits = { count: 50, chars: 50 };

export interface AssemblyAiConnectionOptions {
  waitsForFormat: boolean;
  /** The terms of the config. */
  keyterms: readonly string[];
  /** Whether AssemblyAI takes the names of pages; undefined if it does not get them. */
  termSupport: TermSupport | undefined;
}

interface TurnFrame {
  transcript?: unknown;
  end_of_turn?: unknown;
  turn_is_formatted?: unknown;
  words?: { text?: unknown; start?: unknown; end?: unknown }[];
}

/**
 * AssemblyAI's streaming v3, whose turns end at Earshot's marks. For a sound without words it sends nothing. If it is
 * silent, Earshot pings. If the connection is alive, there were no words. A vendor that stopped listening but still answers
 * pings looks the same: those words are lost.
 */
export class AssemblyAiConnection extends SttConnection {
  protected override readonly terms: TermUpdates | undefined;
  readonly #chunker = new PcmChunker(CHUNK_SAMPLES, (pcm) => this.#send(pcm));
  readonly #segments: SegmentAssembler;
  readonly #ready = Promise.withResolvers<void>();
  #sentSamples = 0;

  constructor(
    private readonly options: AssemblyAiConnectionOptions,
    connection: VendorSocket,
    vendor: Vendor,
    model: string,
    emit: (event: SttEvent) => void,
  ) {
    super(connection, vendor, model, emit);
    const { keyterms, termSupport } = options;
    this.terms =
      termSupport &&
      new TermUpdates({
        limits: TERM_LIMITS,
        own: keyterms,
        support: termSupport,
        answers: false,
        send: (terms) => this.#sendMessage('UpdateConfiguration', { keyterms_prompt: terms }),
      });
    this.#segments = new SegmentAssembler(emit, { probe: () => this.#probe() });
    connection.socket.on('pong', () => this.#segments.isAlive());
    connection.socket.on('message', (data: Buffer) => this.#onMessage(data.toString('utf8')));
  }

  protected override handshake(): Promise<void> {
    return this.#ready.promise;
  }

  audio(pcm: Int16Array): void {
    this.#chunker.push(pcm);
  }

  speechStart(): void {
    this.#segments.begin(this.#sentSeconds);
  }

  speechEnd(): void {
    this.#chunker.flush(MIN_CHUNK_SAMPLES);
    this.#segments.end(this.#sentSeconds);
    this.#sendMessage('ForceEndpoint');
  }

  protected requestClose(): void {
    this.#sendMessage('Terminate');
  }

  protected release(): void {
    this.#segments.release();
  }

  override errorOf(end: SocketEnd): ProviderError {
    const kind = end.type === 'closed' ? problemOfCode(end.code, end.reason) : null;
    return kind ? this.problem(kind, end) : super.errorOf(end);
  }

  get #sentSeconds(): number {
    return this.#sentSamples / SAMPLE_RATE_HZ;
  }

  #send(pcm: Int16Array): void {
    this.connection.socket.send(pcmToBytes(pcm));
    this.#sentSamples += pcm.length;
  }

  #sendMessage(type: 'ForceEndpoint' | 'Terminate' | 'UpdateConfiguration', values?: object): void {
    if (this.open) this.connection.socket.send(JSON.stringify({ type, ...values }));
  }

  #probe(): void {
    if (this.open) this.connection.socket.ping();
  }

  #onMessage(json: string): void {
    const frame = parse(json);
    if (!frame) return this.malformed(json);
    if (typeof frame.error === 'string') return this.#onError(frame, frame.error);
    if (frame.type === 'Begin') this.#ready.resolve();
    else if (frame.type === 'Turn') this.#onTurn(frame);
    else if (frame.type === 'Termination') {
      this.#segments.settleAll();
      this.done();
    }
  }

  #onError(frame: Frame, error: string): void {
    const code = typeof frame.error_code === 'number' ? frame.error_code : 0;
    const kind = problemOfCode(code, error) ?? 'request_refused';
    if (kind !== 'request_refused' || !this.terms?.hasSent) return this.fail(this.problem(kind, frame));
    // It may have been the names of the page, which the error may quote: the next connection does without them.
    this.terms.refused();
    this.fail(this.problem('broke_off'));
  }

  #onTurn(frame: TurnFrame): void {
    const heard = readTurn(frame, this.options.waitsForFormat, this.#sentSeconds);
    if (heard) this.#segments.push(heard);
    else this.malformed(frame);
  }
}

/** @returns null if it is not what AssemblyAI documents */
function readTurn(
  { transcript: sent, end_of_turn, turn_is_formatted, words: sentWords }: TurnFrame,
  waitsForFormat: boolean,
  nowSeconds: number,
): TranscriptPiece | null {
  const transcript = sent ?? '';
  const words = sentWords ?? [];
  const areWords =
    Array.isArray(words) && words.every((word: unknown) => typeof word === 'object' && word !== null);
  if (typeof transcript !== 'string' || !areWords) return null;
  const start = words[0]?.start;
  const end = words.at(-1)?.end;
  const hasTimes = typeof start === 'number' && typeof end === 'number';
  const ended = end_of_turn === true && (!waitsForFormat || turn_is_formatted === true);
  // `transcript` has only final words until the turn ends.
  const soFar = words.map(({ text }) => String(text)).join(' ');
  return {
    startSeconds: hasTimes ? start / 1_000 : nowSeconds,
    durationSeconds: hasTimes ? (end - start) / 1_000 : 0,
    text: (end_of_turn === true || soFar === '' ? transcript : soFar).trim(),
    isFinal: ended,
    isLast: ended,
  };
}

type Frame = TurnFrame & { type?: unknown; error?: unknown; error_code?: unknown };

function parse(json: string): Frame | null {
  try {
    const frame: unknown = JSON.parse(json);
    return typeof frame === 'object' && frame !== null ? frame : null;
  } catch {
    return null;
  }
}
