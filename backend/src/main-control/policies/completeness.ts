/** Do the words of a transcript sound like a finished sentence? */
import type { CommandGrammar } from '../../language/command-grammar.js';
import type { TurnTakingWords } from '../../language/turn-taking-words.js';
import { wordsOf } from './words.js';

export interface CompletenessOptions {
  /** Off: every sentence is `unknown`, so every turn ends after the same delay. */
  enabled: boolean;
  /** A question of at least this many words may end with a word that is otherwise an open ending. */
  minQuestionWords: number;
}

export const COMPLETENESS_DEFAULTS: Readonly<CompletenessOptions> = {
  enabled: true,
  // By judgement: "what is it for" has four, "what is that" may go on.
  minQuestionWords: 4,
};

/** `complete`: a whole command. `open`: something must follow. */
export type Completeness = 'complete' | 'open' | 'unknown';

/** The first rule that applies decides. */
export function completeness(
  text: string,
  { enabled, minQuestionWords }: CompletenessOptions,
  { openEndings, questionEndings, questionStart, loneNumber }: TurnTakingWords,
  grammar: CommandGrammar,
): Completeness {
  if (!enabled) return 'unknown';
  const words = wordsOf(text);
  const sentence = words.join(' ');
  if (loneNumber.test(sentence)) return 'open';
  if (grammar.isCommand(text)) return 'complete';
  const last = words.at(-1) ?? '';
  const isQuestion = questionStart.test(sentence) && words.length >= minQuestionWords;
  if (openEndings.has(last) && !(isQuestion && questionEndings.has(last))) return 'open';
  return grammar.isBeginning(text) ? 'open' : 'unknown';
}
