import { setImmediate } from 'node:timers/promises';
import type { BestAnswerer, SkillContext } from './intent.js';
import { GET_A_MODEL } from './intents/not-yet.intents.js';
import { matches, replies, type Match } from './matcher.js';
import { mended } from './mend.js';

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
 * The answer of the first intent that fits a sentence and has one; undefined where none has. A reply to what the
 * assistant said last goes before all else. Where nobody else is there to ask, a sentence with a stray word in it or a
 * slip of the keyboard is taken for what it resembles.
 * @param among the kinds of intent to consider
 */
export async function answerWithSkill(
  sentence: string,
  context: SkillContext,
  among = ANYTHING,
): Promise<SkillAnswer | undefined> {
  const guess = among.includes('model');
  for (const match of candidates(sentence, lastAnswer(context), guess)) {
    if (!among.includes(match.intent.best)) continue;
    const text = await match.intent.answer(match.slots, context);
    if (text !== undefined) return { intent: match.intent.name, text };
  }
  return undefined;
}

/** What a sentence may mean, likeliest first. */
function* candidates(sentence: string, asked: string, guess: boolean): Generator<Match> {
  yield* replies(sentence, asked);
  const vague: Match[] = [];
  for (const match of matches(sentence)) {
    if (match.intent.vague) vague.push(match);
    else yield match;
  }
  if (guess) yield* mended(sentence);
  yield* vague;
}

/** What the assistant said last, and would have said had it not been interrupted. */
function lastAnswer({ history }: SkillContext): string {
  const last = history.findLast((message) => message.role === 'assistant');
  return last ? [last.content, last.unheard].filter(Boolean).join(' ') : '';
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
  const steps = [
    async () => (await import('./places/zones.js')).loadCities(),
    async () => (await import('./places/countries.js')).loadCountries(),
    () => import('chrono-node/en'),
    async () => (await import('./math.js')).loadMath(),
    async () => (await import('./math.js')).loadMath().unit(1, 'mile').toNumber('km'),
    () => matches('what time is it').next(),
  ];
  // One at a time, and others in between: together they would keep whoever connects waiting.
  for (const step of steps) {
    await setImmediate();
    await step();
  }
}
