import { samplesToMs } from '#audio';
import { abortable } from '../../../common/streams/abortable.js';
import type { TtsChunk, WordTiming } from '../../tts.port.js';
import { cancellable } from '../cancellable.js';
import { isWordless } from '../has-words.js';

/** The audio of one piece; the times of its words from the piece's first sample on. */
export type SpeakClause = (text: string, signal: AbortSignal) => AsyncIterable<TtsChunk>;

export interface ClauseRequests {
  clauses: AsyncIterable<string>;
  speak: SpeakClause;
  sampleRateHz: number;
  signal: AbortSignal;
}

interface Request {
  piece: number;
  chunks: AsyncIterator<TtsChunk>;
  first: Promise<IteratorResult<TtsChunk, unknown>>;
}

/**
 * An answer where each piece is a request of its own. The next piece is requested when audio of the current one has
 * come, so that it begins without a gap and does not compete for the first sound; no more than that one runs ahead.
 */
export function speakByClause({
  clauses: pieces,
  speak,
  sampleRateHz,
  signal: outer,
}: ClauseRequests): AsyncIterableIterator<TtsChunk> {
  return cancellable(outer, async function* (signal) {
    // Its own abort too: a request that fails takes along the one ahead of it, and the wait for text.
    const over = new AbortController();
    const requests = AbortSignal.any([signal, over.signal]);
    const source = abortable(pieces, requests);
    let piece = -1;
    const request = async (): Promise<Request | null> => {
      for (;;) {
        const { done, value: text } = await source.next();
        if (done) return null;
        piece++;
        if (isWordless(text)) continue;
        const chunks = speak(text, requests)[Symbol.asyncIterator]();
        const first = chunks.next();
        // Thrown where it is awaited; a reader that has left does not see it.
        first.catch(() => undefined);
        return { piece, chunks, first };
      }
    };

    let sentSamples = 0;
    let current = await request();
    try {
      while (current) {
        const { piece, chunks } = current;
        const startMs = samplesToMs(sentSamples, sampleRateHz);
        let next: Promise<Request | null> | undefined;
        for (let result = await current.first; !result.done; result = await chunks.next()) {
          if (!next) {
            next = request();
            next.catch(() => undefined);
          }
          const { pcm, words } = result.value;
          yield { pcm, piece, ...(words && { words: words.map((word) => later(word, startMs)) }) };
          sentSamples += pcm.length;
        }
        current = await (next ?? request());
      }
    } finally {
      over.abort();
    }
  });
}

const later = ({ text, startMs, endMs }: WordTiming, ms: number): WordTiming => ({
  text,
  startMs: startMs + ms,
  endMs: endMs + ms,
});
