/** What the user may say next, because it was shown or asked. */
import type { ChatMessage } from '../../llm/llm.port.js';
import type { Expected } from '../answerer.port.js';
import { lastAnswer } from '../last-question.js';
import { memoryOf, type Choice } from './browser.js';
import { OFFER_OF_LABELS } from './help/page-help.js';

/** Whether the assistant's last words ask for this choice. */
export const isAsked = ({ question }: Choice, context: { history: readonly ChatMessage[] }): boolean =>
  lastAnswer(context).endsWith(question);

export function expectedOf(session: object, history: readonly ChatMessage[]): Expected {
  const { choice, numbersShown, numbered } = memoryOf({ session });
  // The question is in the history only when it was said: a reply may come before.
  const isOpen = choice && (history.at(-1)?.role === 'user' || isAsked(choice, { history }));
  if (isOpen) return { numbers: choice.numbers, awaits: choice.awaits };
  const isOffered = lastAnswer({ history }).endsWith(OFFER_OF_LABELS);
  return { numbers: numbersShown ? [...numbered.keys()] : [], ...(isOffered && { awaits: 'yes_no' }) };
}
