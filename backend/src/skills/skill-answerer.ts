import { setImmediate } from 'node:timers/promises';
import type { ChatMessage } from '../llm/llm.port.js';
import { askAgain } from './browser/choice.intents.js';
import { expectedOf } from './browser/expected.js';
import { labelledDomainSentences } from './domain-sentences.js';
import { corrected, isTakenBack } from './sentence/correction.js';
import { englishMatcher } from './english.js';
import { withHelpAfterMisses } from './help-after-misses.js';
import { lastAnswer } from './last-question.js';
import { Answerer, type Answer, type Expected, type Question } from './answerer.port.js';
import type { BestAnswerer, Reply, SkillContext } from './engine/intent.js';
import { apology } from './intents/not-yet.intents.js';
import { FuzzyMatcher } from './engine/fuzzy-match.js';
import type { Match } from './engine/matcher.js';
import { severalAnswer } from './sentence/several-answer.js';
import { severalCommands } from './sentence/several-commands.js';
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
      // To the end: all templates are then compiled.
      () => [...englishMatcher.matches('what time is it')],
    ];
    // A pause after each, so that a client that connects meanwhile does not wait for all of them.
    for (const step of steps) {
      await setImmediate();
      await step();
    }
  }

  /**
   * The first intent that fits the sentence and has an answer. A reply to the assistant's last words comes before all
   * else, and several commands in one sentence come next. With a model, only intents that a skill may answer are considered,
   * and those that a skill answers best come first. Without one, a sentence with a stray word or a typing error gets the
   * intent that it resembles. The answer to a second miss in a row says what works.
   */
  async answer(question: Question): Promise<Answer | undefined> {
    const answer = await this.answerAlone(question);
    return answer && withHelpAfterMisses(answer, question);
  }

  /** As if nothing had been missed before. */
  private async answerAlone(question: Question): Promise<Answer | undefined> {
    const { sentence, hasModel } = question;
    const { timers, alarms, notes, preferences } = question.user;
    const { random, weather } = this;
    const context: SkillContext = { ...question, timers, alarms, notes, preferences, random, weather };
    const replies = englishMatcher.replies(sentence, lastAnswer(context));
    const reply = await this.first(replies, context, question);
    if (reply && (!hasModel || reply.certain)) return reply;
    if (isTakenBack(sentence, question))
      return { kind: 'spoken', intent: 'browser.taken-back', certain: true, text: 'Okay, I leave it.' };
    const meant = corrected(sentence, question);
    if (meant !== undefined) {
      const answer = await this.answerAlone({ ...question, sentence: meant });
      if (answer?.certain || !hasModel) return answer;
    }
    const commands = severalCommands(sentence, question);
    const several = commands && (await this.several(commands, question));
    // What skills cannot do in parts is not one command of a skill either: a model does it.
    if (several || (commands && hasModel)) return several;
    const again = hasModel ? undefined : askAgain(context);
    // A word that only resembles a command is rather a reply.
    const guess = !hasModel && !again;
    const answer = await this.first(candidates(sentence, guess), context, question, reply);
    if (answer || hasModel) return answer;
    return toAnswer('not-understood', false, again ?? apology(question.history, false), question);
  }

  override expects(session: object, history: readonly ChatMessage[]): Expected {
    return expectedOf(session, history);
  }

  private several(commands: readonly string[], question: Question): Promise<Answer | undefined> {
    return severalAnswer(commands, question, (command, tools) =>
      this.answerAlone({ ...question, sentence: command, tools }),
    );
  }

  /**
   * The first answer of the matches; with a model, the first one that a skill gives best.
   * @param standIn the answer if there is none; with a model also if none of them is better
   */
  private async first(
    matches: Iterable<Match>,
    context: SkillContext,
    question: Question,
    standIn?: Answer,
  ): Promise<Answer | undefined> {
    const { hasModel } = question;
    for (const match of matches) {
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
    return standIn;
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

/** Intents of a sentence that are no replies, likeliest first. */
function* candidates(sentence: string, guess: boolean): Generator<Match> {
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
