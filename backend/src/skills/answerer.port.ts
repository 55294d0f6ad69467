import type { ChatMessage } from '../llm/llm.port.js';
import type { Timers } from '../timers/timers.js';

/** A sentence of the user with what an answer to it may depend on. */
export interface Question {
  sentence: string;
  /** The conversation before the sentence, oldest first. */
  history: readonly ChatMessage[];
  /** The session's timers. */
  timers: Timers;
  /** The user's wall time. */
  now(): Date;
  /**
   * Whether a language model can be asked, too. Without one the answerer gives its best guess, and says so where it
   * knows nothing.
   */
  hasModel: boolean;
}

interface Answered {
  /** Which skill it is, e.g. `timer.set`. */
  intent: string;
  /** No language model answers it better: it is exact, or only possible here. */
  certain: boolean;
}

/** What to say. Giving it has no side effect. */
export interface SpokenAnswer extends Answered {
  kind: 'spoken';
  text: string;
}

/** Something to do: it has a side effect, and must not run before the user's turn is certain. */
export interface ActionAnswer extends Answered {
  kind: 'action';
  /** Does it. @returns what to say about it */
  run(): string | Promise<string>;
}

export type Answer = SpokenAnswer | ActionAnswer;

/** Answers without a language model, and before one is asked. */
export abstract class Answerer {
  /** Loads what the first answer would otherwise wait for. Idempotent. */
  abstract warmUp(): Promise<void>;

  /** @returns undefined where only a language model can answer; never without a model */
  abstract answer(question: Question): Promise<Answer | undefined>;
}
