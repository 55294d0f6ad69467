import type { GenerationRequest, WebsocketResponse } from '@cartesia/cartesia-js/resources/tts';
import { systemClock } from '../../../common/clock/clock.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { PcmDecoder } from '../../adapter/pcm-decoder.js';
import type { SocketSpeech } from '../../adapter/socket/speak-on-socket.js';
import { SpeechQueue } from '../../adapter/socket/speech-queue.js';
import type { WordTiming } from '../../tts.port.js';
import { cartesiaError } from './cartesia-error.js';

/**
 * A context expires a second after its last audio and accepts no text afterwards. Once all of its audio has come and this
 * much of the second has passed, the next clause opens a new context.
 */
const CONTEXT_USABLE_MS = 600;

export interface CartesiaSpeechDeps {
  vendor: Vendor;
  request: Omit<GenerationRequest, 'context_id' | 'transcript'>;
  send(frame: object): void;
  /** @returns the id of a new context, whose events go to `onEvent` */
  open(): string;
  onClosed(id: string): void;
  onOver(): void;
}

interface Context {
  id: string;
  /** Audio of the answer before this context: its word times count from its own beginning. */
  startMs: number;
  /** The clause of each flush; Cartesia counts flushes from 1. */
  clauses: number[];
  flushesDone: number;
  /** Clauses that were sent since the last audio. */
  unanswered: SentClause[];
  lastEventAt: number;
}

interface SentClause {
  text: string;
  clause: number;
  /** Whether it was sent before, into a context that had expired. */
  again: boolean;
}

/** The speech of one answer on a shared connection: one context, or several if the model pauses between clauses. */
export class CartesiaSpeech implements SocketSpeech {
  readonly chunks: SpeechQueue;
  #pcm = new PcmDecoder();
  #context: Context | undefined;
  /** Words come in their own events, and are passed on with the next audio. */
  #words: WordTiming[] = [];
  #finished = false;
  #over = false;

  constructor(private readonly deps: CartesiaSpeechDeps) {
    this.chunks = new SpeechQueue(deps.request.output_format.sample_rate);
  }

  say(text: string, clause: number, again = false): void {
    if (this.#over) return;
    if (this.#context && hasExpired(this.#context)) this.#close(this.#context);
    this.#context ??= {
      id: this.deps.open(),
      startMs: this.chunks.receivedMs,
      clauses: [],
      flushesDone: 0,
      unanswered: [],
      lastEventAt: systemClock.now(),
    };
    this.#context.clauses.push(clause);
    this.#context.unanswered.push({ text, clause, again });
    // Cartesia joins the texts of a context without a space.
    this.#send(this.#context, { transcript: `${text.trimEnd()} `, continue: true });
    // The audio of the clause then has the number of this flush.
    this.#send(this.#context, { transcript: '', continue: true, flush: true });
  }

  finish(): void {
    this.#finished = true;
    if (!this.#context || isSettled(this.#context)) this.#end();
    else this.#send(this.#context, { transcript: '', continue: false });
  }

  cancel(): void {
    if (this.#over) return;
    if (this.#context) this.deps.send({ context_id: this.#context.id, cancel: true });
    this.chunks.abort();
    this.#free();
  }

  fail(error: Error): void {
    this.chunks.close(error);
    this.#free();
  }

  /** @throws Error if it is not one of the vendor's events */
  onEvent(event: WebsocketResponse): void {
    const context = this.#context;
    if (event.context_id !== context?.id || !context) return;
    context.lastEventAt = systemClock.now();
    switch (event.type) {
      case 'chunk':
        if (typeof event.data !== 'string') throw new Error('a chunk without data');
        context.unanswered = [];
        this.#push(
          this.#pcm.decode(Buffer.from(event.data, 'base64')),
          context.clauses[(event.flush_id ?? 0) - 1],
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
        const { model_id: model, voice } = this.deps.request;
        this.fail(
          cartesiaError(this.deps.vendor, event, {
            model,
            voice: typeof voice === 'string' ? voice : voice.id,
          }),
        );
        return;
      }
    }
  }

  /** A context ended: on request, or because it expired, perhaps while text was on its way to Cartesia. */
  #onDone(context: Context): void {
    const lost = context.unanswered.filter(({ again }) => !again);
    if (this.#finished && lost.length === 0) {
      // Without any audio, the reader notices.
      const isCut = context.unanswered.length > 0 && this.chunks.receivedMs > 0;
      return isCut ? this.fail(providerProblem(this.deps.vendor, 'broke_off')) : this.#end();
    }
    this.#close(context);
    for (const { text, clause } of lost) this.say(text, clause, true);
    if (this.#finished) this.finish();
  }

  #end(): void {
    if (this.#words.length > 0) this.#push(new Int16Array(0), undefined);
    this.chunks.close();
    this.#free();
  }

  #push(pcm: Int16Array, clause: number | undefined): void {
    const words = this.#words;
    this.#words = [];
    this.chunks.push({ pcm, ...(clause !== undefined && { clause }), ...(words.length > 0 && { words }) });
  }

  #send(context: Context, input: Pick<GenerationRequest, 'transcript' | 'continue' | 'flush'>): void {
    this.deps.send({ ...this.deps.request, context_id: context.id, ...input });
  }

  #close(context: Context): void {
    this.deps.onClosed(context.id);
    this.#context = undefined;
    // An odd byte of one context does not belong to the next.
    this.#pcm = new PcmDecoder();
  }

  #free(): void {
    if (this.#over) return;
    this.#over = true;
    if (this.#context) this.#close(this.#context);
    this.deps.onOver();
  }
}

/** The audio of all its clauses has come. */
const isSettled = ({ clauses, flushesDone }: Context): boolean => flushesDone >= clauses.length;

const hasExpired = (context: Context): boolean =>
  isSettled(context) && systemClock.now() - context.lastEventAt > CONTEXT_USABLE_MS;

function readWords({ word_timestamps: times }: WebsocketResponse.Timestamps, startMs: number): WordTiming[] {
  if (!Array.isArray(times?.words)) return [];
  return times.words.map((text, i) => ({
    text,
    startMs: startMs + (times.start[i] ?? 0) * 1_000,
    endMs: startMs + (times.end[i] ?? times.start[i] ?? 0) * 1_000,
  }));
}
