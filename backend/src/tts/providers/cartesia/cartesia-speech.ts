import type { GenerationRequest, WebsocketResponse } from '@cartesia/cartesia-js/resources/tts';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { PcmDecoder } from '../../adapter/pcm-decoder.js';
import type { SocketSpeech } from '../../adapter/socket/speak-on-socket.js';
import { SpeechQueue } from '../../adapter/socket/speech-queue.js';
import type { WordTiming } from '../../tts.port.js';
import { cartesiaError } from './cartesia-error.js';

/**
 * A context expires a second after its last audio and takes no text afterwards. Where everything that was said has come,
 * and some of that second has passed, what is said next goes into a context of its own.
 */
const CONTEXT_LASTS_MS = 600;

export interface CartesiaSpeechDeps {
  vendor: Vendor;
  request: Omit<GenerationRequest, 'context_id' | 'transcript'>;
  send(frame: object): void;
  /** @returns the id of a new context, whose events come here from now on */
  open(): string;
  onClosed(id: string): void;
  onOver(): void;
}

interface Context {
  id: string;
  /** Audio of the answer before it: its times count from its own beginning. */
  startMs: number;
  /** The piece that each flush ends: the first has the number 1. */
  pieces: number[];
  flushesDone: number;
  /** What was said since audio came last. */
  unheard: Said[];
  lastEventAt: number;
}

interface Said {
  text: string;
  piece: number;
  again: boolean;
}

/** One answer on a shared connection: a context, or several where the model pauses between clauses. */
export class CartesiaSpeech implements SocketSpeech {
  readonly chunks: SpeechQueue;
  #pcm = new PcmDecoder();
  #context: Context | undefined;
  /** They come in events of their own, and go out with the next audio. */
  #words: WordTiming[] = [];
  #finished = false;
  #over = false;

  constructor(private readonly use: CartesiaSpeechDeps) {
    this.chunks = new SpeechQueue(use.request.output_format.sample_rate);
  }

  say(text: string, piece: number, again = false): void {
    if (this.#over) return;
    if (this.#context && hasExpired(this.#context)) this.#close(this.#context);
    this.#context ??= {
      id: this.use.open(),
      startMs: this.chunks.receivedMs,
      pieces: [],
      flushesDone: 0,
      unheard: [],
      lastEventAt: performance.now(),
    };
    this.#context.pieces.push(piece);
    this.#context.unheard.push({ text, piece, again });
    // Inputs of a context are joined as they are.
    this.#send(this.#context, { transcript: `${text.trimEnd()} `, continue: true });
    // Ends the piece: its audio then carries the number of the flush.
    this.#send(this.#context, { transcript: '', continue: true, flush: true });
  }

  finish(): void {
    this.#finished = true;
    if (!this.#context || isSettled(this.#context)) this.#end();
    else this.#send(this.#context, { transcript: '', continue: false });
  }

  cancel(): void {
    if (this.#over) return;
    if (this.#context) this.use.send({ context_id: this.#context.id, cancel: true });
    this.chunks.abort();
    this.#free();
  }

  fail(error: Error): void {
    this.chunks.close(error);
    this.#free();
  }

  /** @throws Error where it is none of the vendor's events */
  onEvent(event: WebsocketResponse): void {
    const context = this.#context;
    if (event.context_id !== context?.id || !context) return;
    context.lastEventAt = performance.now();
    switch (event.type) {
      case 'chunk':
        if (typeof event.data !== 'string') throw new Error('a chunk without data');
        context.unheard = [];
        this.#push(
          this.#pcm.decode(Buffer.from(event.data, 'base64')),
          context.pieces[(event.flush_id ?? 0) - 1],
        );
        return;
      case 'timestamps':
        this.#words.push(...readWords(event, context.startMs));
        return;
      case 'flush_done':
        context.flushesDone++;
        return;
      case 'done':
        return this.#onDone(context);
      case 'error': {
        const { model_id: model, voice } = this.use.request;
        this.fail(
          cartesiaError(this.use.vendor, event, {
            model,
            voice: typeof voice === 'string' ? voice : voice.id,
          }),
        );
        return;
      }
    }
  }

  /** The vendor's end of a context: the one that was asked for, or its expiry, which text may have crossed on its way. */
  #onDone(context: Context): void {
    const lost = context.unheard.filter(({ again }) => !again);
    if (this.#finished && lost.length === 0) return this.#end();
    this.#close(context);
    for (const { text, piece } of lost) this.say(text, piece, true);
    if (this.#finished) this.finish();
  }

  #end(): void {
    if (this.#words.length > 0) this.#push(new Int16Array(0), undefined);
    this.chunks.close();
    this.#free();
  }

  #push(pcm: Int16Array, piece: number | undefined): void {
    const words = this.#words;
    this.#words = [];
    this.chunks.push({ pcm, ...(piece !== undefined && { piece }), ...(words.length > 0 && { words }) });
  }

  #send(context: Context, input: Pick<GenerationRequest, 'transcript' | 'continue' | 'flush'>): void {
    this.use.send({ ...this.use.request, context_id: context.id, ...input });
  }

  #close(context: Context): void {
    this.use.onClosed(context.id);
    this.#context = undefined;
    // Half a sample of one context is none of the next.
    this.#pcm = new PcmDecoder();
  }

  #free(): void {
    if (this.#over) return;
    this.#over = true;
    if (this.#context) this.#close(this.#context);
    this.use.onOver();
  }
}

/** Everything that was said in it has come. */
const isSettled = ({ pieces, flushesDone }: Context): boolean => flushesDone >= pieces.length;

const hasExpired = (context: Context): boolean =>
  isSettled(context) && performance.now() - context.lastEventAt > CONTEXT_LASTS_MS;

function readWords({ word_timestamps: times }: WebsocketResponse.Timestamps, startMs: number): WordTiming[] {
  if (!Array.isArray(times?.words)) return [];
  return times.words.map((text, i) => ({
    text,
    startMs: startMs + (times.start[i] ?? 0) * 1_000,
    endMs: startMs + (times.end[i] ?? times.start[i] ?? 0) * 1_000,
  }));
}
