import type { BestAnswerer, SkillContext } from './intent.js';
import { GET_A_MODEL } from './intents/not-yet.intents.js';
import { matches } from './matcher.js';

export interface SkillAnswer {
  /** Name of the intent. */
  intent: string;
  text: string;
}

/** Everything that a skill can say, down to that it cannot. */
const ANYTHING: readonly BestAnswerer[] = ['skill', 'either', 'model'];

const NOT_UNDERSTOOD = `I can't answer that without a language model. ${GET_A_MODEL}`;
/** For the second time in a row. */
const STILL_NOT_UNDERSTOOD = "I can't answer that one either. Say help to hear what I can do.";

/**
 * The answer of the first intent that fits a sentence and has one; undefined where none has.
 * @param among the kinds of intent to consider
 */
export async function answerWithSkill(
  sentence: string,
  context: SkillContext,
  among = ANYTHING,
): Promise<SkillAnswer | undefined> {
  for (const { intent, slots } of matches(sentence)) {
    if (!among.includes(intent.best)) continue;
    const text = await intent.answer(slots, context);
    if (text !== undefined) return { intent: intent.name, text };
  }
  return undefined;
}

/** What to say where no skill has an answer. */
export function apologize(context: SkillContext): string {
  const last = context.history.findLast((message) => message.role === 'assistant')?.content;
  return last === NOT_UNDERSTOOD ? STILL_NOT_UNDERSTOOD : NOT_UNDERSTOOD;
}

/**
 * Loads the libraries that answers need, so that the first answer does not wait for them. They take about 0.2 s
 * and 50 MB in all.
 */
export async function warmUpSkills(): Promise<void> {
  const [{ loadCities }, { loadCountries }, { loadMath }] = await Promise.all([
    import('./places/zones.js'),
    import('./places/countries.js'),
    import('./math.js'),
  ]);
  await Promise.all([loadCities(), loadCountries(), import('chrono-node/en')]);
  loadMath().unit(1, 'mile').toNumber('km');
  matches('what time is it').next();
}
