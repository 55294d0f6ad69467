/** After several misses in a row, what works on the page is said. */
import type { ChatMessage } from '../llm/llm.port.js';
import type { ActionOutcome, ActionResult, Answer, Question } from './answerer.port.js';
import { Browser, BrowserError } from './browser/browser.js';
import { LEFT_OPEN } from './browser/choice.intents.js';
import { briefHelp, labelsHelp } from './browser/help/page-help.js';
import { NO_LINK } from './browser/page-turn.js';
import { NO_SUCH } from './browser/use-control.js';
import { NOT_UNDERSTOOD } from './intents/not-yet.intents.js';

/** The answers to a command that found nothing on the page, and to words that were not understood. */
const MISSES: readonly string[] = [NO_SUCH, NO_LINK, LEFT_OPEN, ...NOT_UNDERSTOOD];

/** The miss whose answer names what works, and the one that offers the numbers: names have failed by then. */
const NAMES_AT = 2;
const LABELS_AT = 3;

const isMiss = (words: string): boolean => MISSES.some((miss) => words.startsWith(miss));

/**
 * Adds help to the second miss in a row, and the last resort to the third: numbers are offered rather than shown, because
 * words that were not meant for Earshot are misses, too, and while numbers are shown, any number that is heard clicks. The
 * misses are counted in what was said: an answer that is never given counts nothing. With a language model, only the misses of
 * the skills count, because the model answers what they do not understand.
 */
export function withHelpAfterMisses(answer: Answer, question: Question): Answer {
  if (!question.tools.has('page_snapshot')) return answer;
  const count = missesIn(question.history) + 1;
  if (count !== NAMES_AT && count !== LABELS_AT) return answer;
  if (answer.kind === 'spoken' && !isMiss(answer.text)) return answer;
  const run = async () => {
    const result = answer.kind === 'spoken' ? answer.text : await answer.run();
    return withHelp(result, count, new Browser(question));
  };
  return { ...answer, kind: 'action', run };
}

/** The last answers in a row that were misses. */
function missesIn(history: readonly ChatMessage[]): number {
  const answers = history.filter((message) => message.role === 'assistant');
  const last = answers.findLastIndex((answer) => !wordsOf(answer).some(isMiss));
  return answers.length - 1 - last;
}

/** What was said, with what was not heard, and what was done. */
const wordsOf = ({
  content,
  unheard,
  actionResult,
}: Extract<ChatMessage, { role: 'assistant' }>): string[] => [
  [content, unheard].filter(Boolean).join(' '),
  actionResult ?? '',
];

async function withHelp(result: ActionResult, count: number, browser: Browser): Promise<ActionResult> {
  const words = typeof result === 'string' ? result : 'note' in result ? result.note : '';
  if (!isMiss(words)) return result;
  const reason = NOT_UNDERSTOOD.find((miss) => words.startsWith(miss)) ?? words;
  const help = await helpAt(count, reason, browser);
  if (help === '') return result;
  const told = `${reason} ${help}`;
  return typeof result === 'string' ? told : { ...(result as ActionOutcome), note: told };
}

async function helpAt(count: number, reason: string, browser: Browser): Promise<string> {
  if (count === LABELS_AT) return labelsHelp(browser);
  try {
    return await briefHelp(browser, reason);
  } catch (error) {
    // Where the page cannot be seen, the miss alone is said.
    if (error instanceof BrowserError) return '';
    throw error;
  }
}
