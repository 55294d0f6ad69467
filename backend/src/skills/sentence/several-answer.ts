/** Carries out the commands of one sentence. */
import { mayAct, type ToolCaller } from '../../tools/tools.port.js';
import { dictatedText } from '../../language/en/browser/dictated-text.js';
import type { ActionAnswer, ActionOutcome, ActionResult, Answer } from '../answerer.port.js';
import { englishMatcher } from '../english.js';
import { LEFT_OUT } from '../last-question.js';
import { isOfBrowser, skillIn } from './command-in.js';

/** More is a plan, which is hard to follow by ear. */
const MAX_COMMANDS = 3;
const TOO_MANY = `That is too much at once. Say up to ${MAX_COMMANDS} things in one sentence.`;
/** They only tell something: their words are no failure. */
const TELLS = /^(?:page\.|browser\.(?:page\.|tabs\.list$|find(?:\.any)?$))/;

/**
 * The answer to several commands: they are carried out one after the other, until one fails or asks something.
 * @param commands of one sentence
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
    if (asks(note)) return leftOut ? `${leftOut} ${note}` : note;
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

/** Whether a reply completes it, such as "For how long? Say for example: set a timer for five minutes." */
const asks = (note: string): boolean =>
  note.endsWith('?') ||
  (note.includes('?') &&
    englishMatcher.rows.some(({ intent }) => intent.best === 'skill' && intent.after?.test(note)));

/** A longer rest is not repeated. */
const MAX_REST_CHARS = 80;

/** What is said of commands that are not carried out; '' if there are none. A text to type is not repeated. */
function leftOutOf(commands: readonly string[]): string {
  if (commands.length === 0) return '';
  const rest = commands.map((command) => command.replace(/^\W+|[\s.,;!?]+$/g, '')).join(', ');
  const isBrief = rest.length <= MAX_REST_CHARS && dictatedText(rest) === undefined;
  return isBrief ? `${LEFT_OUT}: ${rest}.` : `${LEFT_OUT}.`;
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
