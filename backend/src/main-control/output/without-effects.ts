import { CallerError } from '../../provider-kit/errors/caller-error.js';
import type { LlmContext } from '../../llm/llm.port.js';
import type { Timers } from '../../timers/timers.js';

/** An answer that is made ahead of the end of the turn wanted to do something that cannot be undone. */
export class TooEarlyError extends CallerError {
  constructor() {
    super('Not before the turn is over.');
  }
}

/**
 * The same session, in which nothing can be changed until it is certain that the answer is wanted.
 * @param isWanted asked whenever something is to be changed
 */
export function withoutEffects(context: LlmContext, isWanted: () => boolean): LlmContext {
  const timers = (): Timers => {
    if (!isWanted()) throw new TooEarlyError();
    return context.timers;
  };
  return {
    ...context,
    timers: {
      set: (...timer) => timers().set(...timer),
      cancel: (...which) => timers().cancel(...which),
      cancelAll: () => timers().cancelAll(),
      list: () => context.timers.list(),
    },
  };
}
