import { setImmediate } from 'node:timers/promises';
import { labelledDomainSentences } from './domain-sentences.js';
import { englishMatcher } from './english.js';
import { lastAnswer } from './last-question.js';
import { Answerer, type Answer, type Question } from './answerer.port.js';
import type { BestAnswerer, Reply, SkillContext } from './engine/intent.js';
import { apology } from './intents/not-yet.intents.js';
import { FuzzyMatcher } from './engine/fuzzy-match.js';
import type { Match } from './engine/matcher.js';
import { severalAnswer, severalCommands } from './several-commands.js';
import type { Random } from './engine/random.js';
import type { WeatherAccess } from '../weather/weather.port.js';

const fuzzyMatcher = new FuzzyMatcher(englishMatcher, () =>
  labelledDomainSentences().map(({ sentence }) => sentence),
);

/** Answers from the intent table. */
export class SkillAnswerer extends Answerer {
  /** @param random for coins, dice and jokes */
  constructor(
    private readonly random: Random = Math.random,
    private readonly weather?: WeatherAccess,
  ) {
    super();
  }

  /** Loads the libraries, about 0.2 s and 50 MB in all. */
  async warmUp(): Promise<void> {
    const steps = [
      async () => (await import('./places/zones.js')).loadCities(),
      async () => (await import('./places/countries.js')).loadCountries(),
      () => import('chrono-node/en'),
      async () => (await import('./math/mathjs.js')).loadMath(),
      async () => (await import('./math/mathjs.js')).loadMath().unit(1, 'mile').toNumber('km'),
      () => englishMatcher.matches('what time is it').next(),
    ];
    // A pause after each, so that a client that connects meanwhile does not wait for all of them.
    for (const step of steps) {
      await setImmediate();
      await step();
    }
  }

  /**
   * The first intent that fits the sentence and has an answer. A reply to the assistant's last words comes before all
   * else. With a model, only intents that a skill may answer are considered, and those that a skill answers best come
   * first. Without one, a sentence with a stray word or a typing error gets the intent that it resembles.
   */
  async answer(question: Question): Promise<Answer | undefined> {
    const { sentence, hasModel } = question;
    const commands = severalCommands(sentence, question);
    const several =
      commands &&
      (await severalAnswer(commands, question, (command, tools) =>
        this.answer({ ...question, sentence: command, tools }),
      ));
    if (several) return several;
    const { timers, alarms, notes, preferences } = question.user;
    const { random, weather } = this;
    const context: SkillContext = { ...question, timers, alarms, notes, preferences, random, weather };
    let standIn: Answer | undefined;
    for (const match of candidates(sentence, lastAnswer(context), !hasModel)) {
      const { intent, slots } = match;
      const { name } = intent;
      const best = bestHere(match, context);
      if (hasModel && (best === 'model' || (best === 'either' && standIn))) continue;
      // The sentence means something without the page.
      if (intent.onPage === 'after' && standIn) continue;
      const reply = await intent.answer(slots, context);
      if (reply === undefined) continue;
      const answer = toAnswer(name, best === 'skill', reply, question);
      if (!hasModel || answer.certain) return answer;
      standIn = answer;
    }
    return hasModel ? standIn : toAnswer('not-understood', false, apology(question.history, false), question);
  }
}

/** What answers best with the tools and the page that there are. */
function bestHere({ intent, slots }: Match, context: SkillContext): BestAnswerer {
  const { hasTools, sharesPage, tools } = context;
  if (intent.tool !== undefined && tools.has(intent.tool)) return 'skill';
  const best = typeof intent.best === 'function' ? intent.best(slots, context) : intent.best;
  if (best !== 'tool' && best !== 'page') return best;
  return hasTools || (best === 'page' && sharesPage) ? 'model' : 'skill';
}

function toAnswer(intent: string, certain: boolean, reply: NonNullable<Reply>, { user }: Question): Answer {
  return typeof reply === 'string'
    ? { kind: 'spoken', intent, certain, text: reply }
    : { kind: 'action', intent, certain, run: () => reply.run(user) };
}

/** Intents of a sentence, likeliest first. */
function* candidates(sentence: string, asked: string, guess: boolean): Generator<Match> {
  yield* englishMatcher.replies(sentence, asked);
  yield* englishMatcher.matches(sentence, ({ onPage }) => onPage === 'before');
  const vague: Match[] = [];
  let named: Iterable<Match> = englishMatcher.matches(sentence, ({ onPage }) => onPage === 'after');
  for (const match of englishMatcher.matches(sentence)) {
    if (match.intent.vague) {
      vague.push(match);
      continue;
    }
    if (match.intent.refuses) {
      yield* named;
      named = [];
    }
    yield match;
  }
  yield* named;
  if (guess) yield* fuzzyMatcher.matches(sentence);
  yield* vague;
}
