/** Do the words of a transcript sound like a finished sentence? */
import type { CommandGrammar } from '../../language/command-grammar.js';
import type { TurnTakingWords } from '../../language/turn-taking-words.js';
import { wordsOf } from './words.js';

export interface CompletenessOptions {
  /** Off: every sentence is `unknown`, so that all pauses end a turn after the same delay. */
  enabled: boolean;
}

export const COMPLETENESS_DEFAULTS: Readonly<CompletenessOptions> = { enabled: true };

/** `complete`: a whole command. `open`: something must follow. */
export type Completeness = 'complete' | 'open' | 'unknown';

/** The first rule that applies decides. */
export function completeness(
  text: string,
  { enabled }: CompletenessOptions,
  { openEndings, loneNumber }: TurnTakingWords,
  grammar: CommandGrammar,
): Completeness {
  if (!enabled) return 'unknown';
  const words = wordsOf(text);
  if (loneNumber.test(words.join(' '))) return 'open';
  if (grammar.isCommand(text)) return 'complete';
  if (openEndings.has(words.at(-1) ?? '')) return 'open';
  return grammar.isBeginning(text) ? 'open' : 'unknown';
}
