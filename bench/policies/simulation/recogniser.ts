/** The real recogniser in virtual time. Results for the same audio are cached. */
import { createHash } from 'node:crypto';
import type * as embeddedModule from '../../../backend/src/stt/providers/embedded/embedded.ts';
import type { ToWorker } from '../../../backend/src/stt/providers/embedded/pocketsphinx/messages.ts';
import type { SessionPage } from '../../../backend/src/stt/providers/embedded/pocketsphinx/session-page.ts';
import type * as threadModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/recogniser-thread.ts';
import type * as sentencesModule from '../../../backend/src/skills/domain-sentences.ts';
import { built } from '../../lib/built.ts';
import type { VirtualTime } from './virtual-time.ts';

const { EmbeddedStt } = await built<typeof embeddedModule>('backend/src/stt/providers/embedded/embedded.js');
const { RecogniserThread } = await built<typeof threadModule>(
  'backend/src/stt/providers/embedded/pocketsphinx/recogniser-thread.js',
);
const { domainSentences } = await built<typeof sentencesModule>('backend/src/skills/domain-sentences.js');

/** Measured on an idle machine: decoding a chunk, and the last passes over a segment (median 43 to 60). */
const PARTIAL_MS = 10;
const FINAL_MS = 60;

type Listener = threadModule.SegmentListener;

interface Heard {
  partial?: string;
  final?: { text: string; mean: Float32Array };
}

interface Segment {
  listener: Listener;
  begin: { leadIn: Int16Array; mean: Float32Array | undefined; page: SessionPage };
  /** Hash of all audio sent for the segment. */
  hash: string;
  sent: ToWorker[];
  /** Its number in the thread, if it was decoded there from its beginning. */
  realId?: number;
  waiting: ((heard: Heard) => void)[];
  partial?: string;
  over: boolean;
}

const NOTHING = new Int16Array(0);

type Samples = Int16Array | Float32Array;

/** @param time the clock, which stops while it decodes */
export function createRecogniser(time: VirtualTime): { stt: embeddedModule.EmbeddedStt; forget(): void } {
  /** Its reply to the last message, by the hash of all messages so far. */
  const known = new Map<string, Heard>();

  class CachingThread extends RecogniserThread {
    readonly #mine = new Map<number, Segment>();
    #nextMine = 0;

    override get load(): number {
      return this.#mine.size;
    }

    override get speaking(): number {
      return this.#mine.size;
    }

    override begin(
      leadIn: Int16Array,
      mean: Float32Array | undefined,
      page: SessionPage,
      listener: Listener,
    ): number {
      const id = this.#nextMine++;
      const hash = hashed('', leadIn, mean ?? NOTHING);
      this.#mine.set(id, {
        listener,
        begin: { leadIn, mean, page },
        hash,
        sent: [],
        waiting: [],
        over: false,
      });
      return id;
    }

    override send(message: ToWorker): void {
      const segment = message.type !== 'begin' && 'id' in message ? this.#mine.get(message.id) : undefined;
      if (!segment) return super.send(message);
      if (message.type === 'cancel') return this.#cancel(segment, message.id);
      void time.during(this.#handle(segment, message));
    }

    async #handle(segment: Segment, message: ToWorker): Promise<void> {
      segment.hash = hashed(segment.hash, message.type === 'audio' ? message.pcm : NOTHING, message.type);
      segment.sent.push(message);
      const { hash, listener } = segment;
      let heard = known.get(hash);
      if (!heard) {
        heard = await this.#decode(segment);
        known.set(hash, heard);
      }
      if (segment.over) return;
      if (message.type === 'audio') listener.onDecoded(message.pcm.length);
      const { partial, final } = heard;
      if (partial) setTimeout(() => listener.onPartial(partial), PARTIAL_MS);
      if (!final) return;
      segment.over = true;
      setTimeout(() => {
        this.#forget(segment);
        listener.onFinal(final.text, final.mean, undefined);
      }, FINAL_MS);
    }

    /** Sends the messages that the thread does not have yet. @returns the reply to the last one */
    async #decode(segment: Segment): Promise<Heard> {
      let last: Promise<Heard> | undefined;
      const missing = segment.sent.splice(0);
      if (segment.realId === undefined) this.#open(segment);
      for (const message of missing) last = this.#ask(segment, message);
      return last!;
    }

    #open(segment: Segment): void {
      const { leadIn, mean, page } = segment.begin;
      segment.realId = super.begin(leadIn, mean, page, {
        // The replies to a message and to the empty one after it; the transcript comes between them.
        onDecoded: (samples) => {
          if (samples > 0) return;
          const { partial } = segment;
          segment.partial = undefined;
          segment.waiting.shift()?.(partial === undefined ? {} : { partial });
        },
        onPartial: (text) => (segment.partial = text),
        // No page is open.
        onCommand: () => undefined,
        onFinal: (text, nextMean) => segment.waiting.shift()?.({ final: { text, mean: nextMean } }),
        onError: (error) => segment.listener.onError(error),
      });
    }

    #ask(segment: Segment, message: ToWorker): Promise<Heard> {
      const id = segment.realId!;
      return new Promise((resolve) => {
        segment.waiting.push(resolve);
        if (message.type === 'audio') {
          super.send({ type: 'audio', id, pcm: message.pcm });
          super.send({ type: 'audio', id, pcm: NOTHING });
        } else super.send({ type: 'end', id });
      });
    }

    #cancel(segment: Segment, id: number): void {
      segment.over = true;
      this.#mine.delete(id);
      if (segment.realId !== undefined) super.send({ type: 'cancel', id: segment.realId });
      segment.listener.onFinal('', new Float32Array(0), undefined);
    }

    #forget(segment: Segment): void {
      for (const [id, one] of this.#mine) if (one === segment) this.#mine.delete(id);
    }
  }

  const stt = new EmbeddedStt({
    sentences: domainSentences,
    workers: 1,
    createThread: (data) => new CachingThread(data),
  });
  return { stt, forget: () => known.clear() };
}

function hashed(before: string, pcm: Samples, more: Samples | string): string {
  const hash = createHash('sha1').update(before).update(pcm);
  return hash.update(more).digest('base64');
}
