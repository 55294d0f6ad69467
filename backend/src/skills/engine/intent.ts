import type { ChatMessage } from '../../llm/llm.port.js';
import type { Timers } from '../../timers/timers.js';
import type { Random } from './random.js';

/** The slots of a sentence by name, in normalized text (numbers in digits). */
export type Slots = Readonly<Record<string, string>>;

/** What an answer may read of the session. Changing it takes an action. */
export interface SkillContext {
  /** The conversation before this sentence, oldest first. */
  history: readonly ChatMessage[];
  timers: Pick<Timers, 'list'>;
  now(): Date;
  random: Random;
}

/** What an action may change. */
export interface ActionContext {
  timers: Timers;
}

/** An answer with a side effect: it runs when the turn is certain, and returns what to say. */
export interface SkillAction {
  run(context: ActionContext): string;
}

/** A short, speakable answer, or what to do for one. Undefined where the sentence only looked like the intent. */
export type Reply = string | SkillAction | undefined;

/**
 * What answers best. `skill`: the skill, because it is exact or only it can act. `either`: both, and a language model
 * has more wit. `model`: only a language model; the skill says so.
 */
export type BestAnswerer = 'skill' | 'either' | 'model';

/** One thing that a user can ask for: how it is said, and what is answered. */
export interface Intent {
  readonly name: string;
  readonly best: BestAnswerer;
  /** Sentences, see `createTemplate`: for matching and for the recogniser's language model. */
  readonly templates: readonly string[];
  /** Rarer sentences: matched as well, and a smaller part of the language model. */
  readonly alsoSaid?: readonly string[];
  /** Sentences per template with slots in the language model. */
  readonly samples?: number;
  /**
   * Matches what the assistant said last, where this is a reply to it: `five minutes` after `For how long?`. The intent then
   * goes before all others, and is ignored otherwise.
   */
  readonly after?: RegExp;
  /** Excluded from fuzzy matching, since it cannot be undone. */
  readonly exactOnly?: true;
  /** Matches nearly every sentence: all other intents go before it. */
  readonly vague?: true;
  /** @returns undefined where the sentence only looked like this intent, e.g. the time in a place that is none */
  answer(slots: Slots, context: SkillContext): Reply | Promise<Reply>;
}
