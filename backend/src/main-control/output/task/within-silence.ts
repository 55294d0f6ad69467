import { PausableTimer } from '../../../common/clock/pausable-timer.js';
import { abortable } from '../../../common/streams/abortable.js';
import type { LlmEvent, NoModel } from '../../../llm/llm.port.js';

type ModelEvent = LlmEvent | NoModel;

/**
 * A model's answer, which ends with an error if neither words nor a call come for too long: thoughts, blank text and pieces of a
 * call keep a stream alive, so the stall guard does not end it. The time in which the reader is busy does not count.
 * @param open starts the answer; its signal aborts with `signal` and when the time is over
 * @throws what `error` returns
 */
export async function* withinSilence(
  open: (signal: AbortSignal) => AsyncIterable<ModelEvent>,
  signal: AbortSignal,
  maxMs: number,
  error: () => Error,
): AsyncGenerator<ModelEvent, void, undefined> {
  const over = new AbortController();
  const stream = abortable(open, AbortSignal.any([signal, over.signal]));
  const newTimer = () => new PausableTimer(maxMs, () => over.abort());
  let timer = newTimer();
  try {
    for (;;) {
      timer.start();
      const { done, value } = await stream.next();
      timer.pause();
      if (over.signal.aborted) throw error();
      if (done) return;
      if (isProgress(value)) {
        timer.clear();
        timer = newTimer();
      }
      yield value;
    }
  } finally {
    timer.clear();
    void stream.return?.();
  }
}

const isProgress = (event: ModelEvent): boolean =>
  event.type === 'tool_call' || (event.type === 'text' && /[\p{L}\p{N}]/u.test(event.text));
