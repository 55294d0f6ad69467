import { abortable } from '../../../common/streams/abortable.js';
import type { TtsChunk } from '../../tts.port.js';
import { cancellable } from '../cancellable.js';
import type { SpeechQueue } from './speech-queue.js';
import { isWordless } from '../has-words.js';

/** One answer on a connection that it may share with others. */
export interface SocketSpeech {
  readonly chunks: SpeechQueue;
  /** Speaks this next. */
  say(text: string, piece: number): void;
  /** No more text comes: the speech ends after what was said. */
  finish(): void;
  /** Over, however far it came: frees its place on the connection. Idempotent. */
  cancel(): void;
}

/**
 * An answer whose text goes to the vendor as it comes, clause by clause, while its speech is read.
 * @param begin finds a place on a connection; where that takes until after the abort, what it gives is ended
 */
export function speakOnSocket(
  pieces: AsyncIterable<string>,
  begin: (signal: AbortSignal) => Promise<SocketSpeech>,
  outer: AbortSignal,
): AsyncIterableIterator<TtsChunk> {
  return cancellable(outer, async function* (signal) {
    const answer = await begin(signal);
    const end = () => answer.cancel();
    signal.addEventListener('abort', end, { once: true });
    const over = new AbortController();
    try {
      if (signal.aborted) return;
      void feed(pieces, answer, AbortSignal.any([signal, over.signal]));
      yield* answer.chunks;
    } finally {
      signal.removeEventListener('abort', end);
      over.abort();
      end();
    }
  });
}

/** Never rejects: what goes wrong goes to the reader of the speech. */
async function feed(pieces: AsyncIterable<string>, answer: SocketSpeech, signal: AbortSignal): Promise<void> {
  const source = abortable(pieces, signal);
  try {
    for (let piece = 0; ; piece++) {
      // First room, then text: what is not taken yet is nothing that is waited for.
      await answer.chunks.waitForRoom();
      const { done, value: text } = await source.next();
      if (done) break;
      if (isWordless(text)) continue;
      answer.chunks.addSent(text);
      answer.say(text, piece);
    }
    if (!signal.aborted) answer.finish();
  } catch (error) {
    answer.chunks.close(error);
  } finally {
    void source.return();
  }
}
