import type { TtsChunk } from '../../tts.port.js';
import { isSpeakable } from '../../../common/text/is-speakable.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { untilQuiet } from '../until-quiet.js';
import type { SpeechQueue } from './speech-queue.js';

/** The speech of one answer on a connection that other answers may share. */
export interface SocketSpeech {
  readonly chunks: SpeechQueue;
  /** Sends the text of a clause. */
  say(text: string, clause: number): void;
  /** Ends the text: the speech ends after everything that was sent. */
  finish(): void;
  /** Ends the speech at any point, and frees its place on the connection. Idempotent. */
  cancel(): void;
}

/**
 * Speaks an answer on a connection: sends each clause when it comes, while the speech is read.
 * @param begin gets a place on a connection; after an abort it is given back
 * @throws what `begin`, the clauses or the vendor throw, and ProviderError if no audio came for text
 */
export async function* speakOnSocket(
  vendor: Vendor,
  clauses: AsyncIterable<string>,
  begin: () => Promise<SocketSpeech>,
  signal: AbortSignal,
): AsyncGenerator<TtsChunk, void, undefined> {
  const speech = await begin();
  const texts = clauses[Symbol.asyncIterator]();
  const cancel = () => speech.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    if (signal.aborted) return;
    void sendClauses(texts, speech);
    const { chunks } = speech;
    yield* untilQuiet(chunks, () => chunks.mayBeWhole);
    // It would pass for silence.
    if (!signal.aborted && chunks.sentCharacters > 0 && chunks.receivedMs === 0)
      throw providerProblem(vendor, 'empty');
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
    void texts.return?.();
  }
}

/** Never rejects: the reader of the speech gets the error of the text source. */
async function sendClauses(texts: AsyncIterator<string>, speech: SocketSpeech): Promise<void> {
  const { chunks } = speech;
  try {
    for (let clause = 0; ; clause++) {
      // Wait for room before reading text, so that unread text does not look like a stalled vendor.
      await chunks.waitForRoom();
      const { done, value: text } = await texts.next();
      if (chunks.closed) return;
      if (done) {
        chunks.allSent = true;
        return speech.finish();
      }
      if (!isSpeakable(text)) continue;
      chunks.addSent(text);
      speech.say(text, clause);
    }
  } catch (error) {
    chunks.close(error);
  }
}
