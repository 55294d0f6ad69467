/** Several requests in one sentence, of which the browser carries out at least one: "scroll down and click sign in". */
import { siteNamed } from '#sites';
import { mayAct, type ToolCaller } from '../tools/tools.port.js';
import type { ActionAnswer, ActionOutcome, ActionResult, Answer } from './answerer.port.js';
import { OPEN_ENDED } from './command-grammar.js';
import { commandIn, isOfBrowser, skillIn, takesAnyWords, takesText, type Page } from './command-in.js';
import { isVisible } from './browser/visible.js';
import { dictatedText, textAndField } from '../language/en/browser/dictated-text.js';
import { loneNumber } from '../language/en/browser/number-homophones.js';
import { normalize } from '../language/en/normalize.js';
import { saysNo } from './says-no.js';
import type { Match } from './engine/matcher.js';
import { englishMatcher } from './english.js';

/** More is a plan, which is hard to follow by ear. */
const MAX_COMMANDS = 3;
/** A sentence with more places to split is prose, and each way to split it costs time. */
const MAX_GAPS = 6;
/** As many commands as there may be, of the longest sentences that are taken for one. */
const MAX_CHARS = 750;
const TOO_MANY = `That is too much at once. Say up to ${MAX_COMMANDS} things in one sentence.`;

const BETWEEN =
  /[,;.!]?\s+(?:and\s+then|and\s+also|(?:and\s+)?after\s+that|(?:and\s+)?afterwards|and|then)[,\s]\s*|[,;.!]\s+/gi;

/** What people do after a search, and search for less. */
const AFTER_A_SEARCH = /^\W*(?:scroll|read) \w|\b(?:result|link)\W*$/i;
/** They only tell something: their words are no failure. */
const TELLS = /^(?:page\.|browser\.(?:page\.|tabs\.list$|find(?:\.any)?$))/;
/** "Click send and wait" takes nothing back. */
const WAITS = /^\W*wait\W*$/i;
const SHOWS_NUMBERS = /^browser\.numbers\.show$/;

/**
 * The commands of a sentence, in their order, from the last no on. What names something visible stays whole: "click terms and
 * conditions".
 * @returns undefined unless all of it are requests, two or more
 */
export function severalCommands(sentence: string, page: Page): string[] | undefined {
  if (sentence.length > MAX_CHARS) return undefined;
  const gaps = sentence.match(BETWEEN)?.length ?? 0;
  if (gaps === 0 || gaps > MAX_GAPS) return undefined;
  const parts = partsOf(sentence, page);
  if (!parts || parts.length < 2 || !parts.some((part) => commandIn(part, page))) return undefined;
  const from = parts.findLastIndex((part) => !WAITS.test(part) && saysNo(part)) + 1;
  return from < parts.length ? parts.slice(from) : parts;
}

function partsOf(text: string, page: Page): string[] | undefined {
  const gaps = [...text.matchAll(BETWEEN)];
  const beginnings = [...gaps.map(({ index }) => text.slice(0, index)), text];
  const found = beginnings.map((beginning) => commandIn(beginning, page) ?? skillIn(beginning));
  const named = found.findLastIndex((match) => match && namesVisible(match, page));
  const searched = beginnings.findIndex(searchesSite);
  for (let at = Math.max(0, named, searched); at < gaps.length; at++) {
    const [head, between] = [found[at], gaps[at]!];
    const beginning = beginnings[at]!;
    if (
      !head ||
      goesOn(head) ||
      isInQuotes(beginning) ||
      takesAll(head, beginning, beginnings[at + 1]!, page)
    )
      continue;
    const after = text.slice(between.index + between[0].length);
    const rest = partsOf(SHOWS_NUMBERS.test(head.intent.name) ? asClick(after) : after, page);
    if (rest && (!takesAnyWords(head) || mayFollow(rest[0]!, between[0], page))) return [beginning, ...rest];
  }
  return found.at(-1) && [text];
}

/** "Show numbers and four": by then, a number alone is clicked. */
function asClick(text: string): string {
  const [first = ''] = text.split(BETWEEN);
  return loneNumber(normalize(first)) === undefined ? text : `click ${text}`;
}

/** A note may have any words. */
const goesOn = ({ intent }: Match): boolean => !isOfBrowser(intent.name) && OPEN_ENDED.has(intent.name);

const namesVisible = ({ slots }: Match, page: Page): boolean =>
  Object.values(slots).some((name) => name.includes(' ') && isVisible(name, page));

/** "Type tea in the search box" is whole where the page shows that field, unless "and press enter" follows. */
function takesAll(match: Match, text: string, longer: string, page: Page): boolean {
  if (!takesText(match)) return false;
  const endsInField = textAndField(dictatedText(text)?.text ?? '').some(({ field }) =>
    isVisible(normalize(field), page),
  );
  return !endsInField || dictatedText(longer)?.submit === true;
}

/** "Open wikipedia and search for cats" is one command. */
function searchesSite(text: string): boolean {
  const [match] = englishMatcher.matches(text, ({ name }) => name === 'browser.search.at-site');
  return siteNamed(match?.slots['site'] ?? '')?.search !== undefined;
}

export const isInQuotes = (before: string): boolean => (before.match(/["“”]/g)?.length ?? 0) % 2 === 1;

/** "Find refunds and click sign in", where the page shows that control. */
function mayFollow(command: string, between: string, page: Page): boolean {
  if (/\bthen\b/i.test(between) || AFTER_A_SEARCH.test(command)) return true;
  return Object.values(commandIn(command, page)?.slots ?? {}).some((name) => isVisible(name, page));
}

/**
 * Carries commands out one after the other, until one fails or asks something.
 * @param tools of the turn
 * @param answerTo the answer to one command, with the tools that its action calls
 * @returns undefined if not all of them can be carried out without a language model
 */
export async function severalAnswer(
  commands: readonly string[],
  { tools, hasModel }: { tools: ToolCaller; hasModel: boolean },
  answerTo: (command: string, tools: ToolCaller) => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const intent = 'browser.several';
  if (commands.length > MAX_COMMANDS)
    return hasModel ? undefined : { kind: 'spoken', intent, certain: true, text: TOO_MANY };
  const watched = new WatchedTools(tools);
  const actions: Part[] = [];
  for (const command of commands) {
    const answer = await answerTo(command, watched);
    if (!answer || !isAnswerTo(command, answer)) return undefined;
    // Without a model, a skill's best is the best that there is.
    if (hasModel && !answer.certain) return undefined;
    const { intent } = answer;
    actions.push({ intent, run: () => (answer.kind === 'action' ? answer.run() : answer.text) });
  }
  return { kind: 'action', intent, certain: true, run: () => runAll(actions, commands, watched) };
}

interface Part extends Pick<ActionAnswer, 'intent'> {
  run(): ActionResult | Promise<ActionResult>;
}

/** Whether it answers the command, rather than saying that it was not understood. */
const isAnswerTo = (command: string, { intent, kind }: Answer): boolean =>
  isOfBrowser(intent) ? kind === 'action' : skillIn(command)?.intent.name === intent;

/** @param commands the words of each action */
async function runAll(
  actions: readonly Part[],
  commands: readonly string[],
  tools: WatchedTools,
): Promise<ActionResult> {
  const notes: string[] = [];
  let isSilent = true;
  let hasFailed = false;
  for (const [at, action] of actions.entries()) {
    tools.hasActed = false;
    const result = await action.run();
    const leftOut = leftOutOf(commands.slice(at + 1));
    if (typeof result === 'object' && !('note' in result)) return leftOut ? after(leftOut, result) : result;
    const [note, sound] = typeof result === 'string' ? [result, undefined] : [result.note, result.sound];
    // A question is answered by its own words, which the reply depends on.
    if (note.endsWith('?')) return leftOut ? `${leftOut} ${note}` : note;
    notes.push(note);
    isSilent &&= sound === 'done';
    hasFailed ||= sound === 'not_done';
    const isLast = at === actions.length - 1;
    const isTold = TELLS.test(action.intent) || !isOfBrowser(action.intent);
    const isDone = sound === 'done' || tools.hasActed || isTold;
    if (isLast || (isDone && sound !== 'not_done')) continue;
    notes.push(leftOut);
    break;
  }
  const told = notes.join(' ');
  if (hasFailed) return { sound: 'not_done', note: told };
  return isSilent ? { sound: 'done', note: told } : told;
}

/** A longer rest is not repeated. */
const MAX_REST_CHARS = 80;

/** What is said of commands that are not carried out; '' if there are none. A text to type is not repeated. */
function leftOutOf(commands: readonly string[]): string {
  if (commands.length === 0) return '';
  const rest = commands.map((command) => command.replace(/^\W+|[\s.,;!?]+$/g, '')).join(', ');
  const isBrief = rest.length <= MAX_REST_CHARS && dictatedText(rest) === undefined;
  return isBrief ? `I left out the rest: ${rest}.` : 'I left out the rest.';
}

async function* after(words: string, text: Exclude<ActionResult, string | ActionOutcome>) {
  yield `${words} `;
  yield* text;
}

/** Knows whether the last thing that a command did was done, although nothing may have changed. */
class WatchedTools implements ToolCaller {
  hasActed = false;

  readonly #tools: ToolCaller;

  constructor(tools: ToolCaller) {
    this.#tools = tools;
  }

  has(name: string): boolean {
    return this.#tools.has(name);
  }

  async call(name: string, args: Record<string, unknown>) {
    const result = await this.#tools.call(name, args);
    this.hasActed = mayAct(name) && result['ok'] !== false;
    return result;
  }
}
