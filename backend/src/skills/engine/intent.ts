import type { ChatMessage } from '../../llm/llm.port.js';
import type { Timers } from '../../timers/timers.js';
import type { Random } from './random.js';

/** The slots of a sentence by name, in normalized text (numbers in digits). */
export type Slots = Readonly<Record<string, string>>;

/** The session as an answer may look at it. Nothing in it can be changed: that takes an action. */
export interface SkillContext {
  /** The conversation before this sentence, oldest first. */
  history: readonly ChatMessage[];
  timers: Pick<Timers, 'list'>;
  now(): Date;
  random: Random;
}

/** The session as an action may change it. */
export interface ActionContext {
  timers: Timers;
}

/** An answer with a side effect: it runs when the turn is certain, and then says what was done. */
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
  /** What is said, see `createTemplate`. Both understanding and the recogniser's language model are made of it. */
  readonly templates: readonly string[];
  /** The same said in rarer ways: understood as well, and a smaller part of the recogniser's language model. */
  readonly alsoSaid?: readonly string[];
  /** How many sentences per template with slots the recogniser's language model is trained with. */
  readonly samples?: number;
  /**
   * What the assistant said last, if this is a reply to it: `five minutes` after `For how long?`. It is then
   * understood before all else, and otherwise not at all.
   */
  readonly after?: RegExp;
  /** A sentence that only resembles a template is never taken for it: what it does cannot be undone. */
  readonly exactOnly?: true;
  /** Fits nearly any sentence: anything else goes before it. */
  readonly vague?: true;
  /** @returns undefined where the sentence only looked like this intent, e.g. the time in a place that is none */
  answer(slots: Slots, context: SkillContext): Reply | Promise<Reply>;
}
