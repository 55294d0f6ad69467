import { normalize } from '../language/en/normalize.js';
import type { SkillContext } from './engine/intent.js';

/** The user's last words before this sentence, normalized: a reply completes them. */
export function lastQuestion({ history }: Pick<SkillContext, 'history'>): string {
  return normalize(history.findLast(({ role }) => role === 'user')?.content ?? '');
}

/** Stands for what was read aloud, because the words of a page ask and offer nothing. */
export const READ_ALOUD = '[read aloud]';

/** Begins a question that comes before all commands of a sentence were done. It is no part of the question. */
export const LEFT_OUT = 'I left out the rest';
const LEFT_OUT_SENTENCE = new RegExp(`^${LEFT_OUT}(?:: .*?)?\\. `);

/** The assistant's last words, including the part that an interruption cut off. */
export function lastAnswer({ history }: Pick<SkillContext, 'history'>): string {
  const last = history.findLast((message) => message.role === 'assistant');
  if (last?.isReading) return READ_ALOUD;
  const words = last ? [last.content, last.unheard].filter(Boolean).join(' ') : '';
  return words.replace(LEFT_OUT_SENTENCE, '');
}

/** What the assistant has just done, as its answer or the note of it says: `Scrolled down.`; '' if it did nothing. */
export function lastDone({ history }: Pick<SkillContext, 'history'>): string {
  const last = history.at(-1);
  return last?.role === 'assistant' ? (last.actionResult ?? last.content) : '';
}

/** Whether the assistant's last words, "Which one: … or …?", offered that choice. */
export function wasOffered(choice: string, context: Pick<SkillContext, 'history'>): boolean {
  const asked = lastAnswer(context);
  return [': ', ', ', ' or '].some((start) =>
    [', ', ' or ', '?'].some((end) => asked.includes(`${start}${choice}${end}`)),
  );
}
