import { samplesToMs } from '#audio';
import { httpError, type HttpErrorOptions } from '../../../provider-kit/errors/http-error.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import type { TtsChunk, WordTiming } from '../../tts.port.js';
import { isSpeakable } from '../../../common/text/is-speakable.js';
import { mayBeWhole, untilQuiet } from '../until-quiet.js';
import { WrongFormatError } from './pcm-body.js';

export interface ClauseRequests {
  clauses: AsyncIterable<string>;
  sampleRateHz: number;
  signal: AbortSignal;
  vendor: Vendor;
  /** Details of the request for error messages, and what this vendor's errors mean. */
  errorOptions?: HttpErrorOptions;
  /**
   * Sends the request for one clause.
   * @param signal aborts it
   * @returns its audio as it comes; word times count from its first sample
   */
  request(text: string, signal: AbortSignal): Promise<AsyncIterable<TtsChunk>>;
}

interface Pending {
  clause: number;
  characters: number;
  audio: Promise<AsyncIterable<TtsChunk>>;
}

/**
 * Speaks an answer with one request per clause. The next clause is requested once audio of the current one has come: it then
 * starts without a gap and does not delay the first sound. Only one request runs ahead.
 * @throws ProviderError, and any error of the clauses
 */
export async function* speakByClause({
  clauses,
  sampleRateHz,
  signal,
  vendor,
  errorOptions,
  request,
}: ClauseRequests): AsyncGenerator<TtsChunk, void, undefined> {
  // Aborts the request that runs ahead when the current one fails.
  const over = new AbortController();
  const requestSignal = AbortSignal.any([signal, over.signal]);
  const texts = clauses[Symbol.asyncIterator]();
  let clause = -1;
  const next = async (): Promise<Pending | null> => {
    for (;;) {
      const { done, value: text } = await texts.next();
      if (done) return null;
      clause++;
      if (!isSpeakable(text)) continue;
      return { clause, characters: text.length, audio: unobserved(request(text, requestSignal)) };
    }
  };

  let sentSamples = 0;
  try {
    let current = await next();
    while (current) {
      const { clause: index, characters } = current;
      const startMs = samplesToMs(sentSamples, sampleRateHz);
      const spokenMs = () => samplesToMs(sentSamples, sampleRateHz) - startMs;
      let ahead: Promise<Pending | null> | undefined;
      let begun = false;
      try {
        const audio = await current.audio;
        begun = true;
        for await (const { pcm, words } of untilQuiet(audio, () => mayBeWhole(spokenMs(), characters))) {
          ahead ??= unobserved(next());
          yield {
            pcm,
            clause: index,
            ...(words && { words: words.map((word) => shift(word, startMs)) }),
          };
          sentSamples += pcm.length;
        }
      } catch (error) {
        if (error instanceof WrongFormatError)
          throw providerProblem(vendor, 'wrong_format', { cause: error, format: error.format });
        throw await httpError(vendor, error, { otherwise: 'unreachable', ...errorOptions, begun });
      }
      // It would pass for silence.
      if (spokenMs() === 0) throw providerProblem(vendor, 'empty');
      current = await (ahead ?? next());
    }
  } finally {
    over.abort();
    void texts.return?.();
  }
}

/** Keeps a rejection from being unhandled before, or without, an await. */
function unobserved<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

const shift = ({ text, startMs, endMs }: WordTiming, ms: number): WordTiming => ({
  text,
  startMs: startMs + ms,
  endMs: endMs + ms,
});
