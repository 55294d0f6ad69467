import type { LlmRequest } from '../llm.port.js';

/**
 * A stream whose reader may leave at any time. A generator alone would first wait for the piece that is under way,
 * which a server that stalls never sends; here, to leave is to abort.
 */
export function leaveAtOnce<Event>(
  request: LlmRequest,
  run: (request: LlmRequest) => AsyncGenerator<Event, void, undefined>,
): AsyncIterable<Event> {
  const left = new AbortController();
  const events = run({ ...request, signal: AbortSignal.any([request.signal, left.signal]) });
  let ended = false;
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const result = await events.next();
        ended ||= result.done === true;
        return result;
      },
      return: () => {
        if (!ended) left.abort();
        return events.return();
      },
    }),
  };
}
