import type { LlmContext } from '../llm/llm.port.js';
import type { Timers } from '../timers/timers.js';

/** An answer that is made ahead of the end of the turn wanted to do something that cannot be undone. */
export class TooEarlyError extends Error {
  constructor() {
    super('Not before the turn is over.');
  }
}

const tooEarly = (): never => {
  throw new TooEarlyError();
};

/** The same session, in which nothing can be changed: for answers that may be thrown away. */
export function withoutEffects(context: LlmContext): LlmContext {
  const timers: Timers = {
    set: tooEarly,
    cancel: tooEarly,
    cancelAll: tooEarly,
    list: () => context.timers.list(),
  };
  return { ...context, timers };
}
