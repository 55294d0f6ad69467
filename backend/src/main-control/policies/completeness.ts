/** Does a transcript sound finished? From its words alone. */

export type Completeness = 'complete' | 'open' | 'unknown';

/** What else is known of commands, e.g. from the table of the skills. */
export interface CommandGrammar {
  /** This is a whole command. */
  isCommand(text: string): boolean;
  /** A command may begin with this and go on. */
  isBeginning(text: string): boolean;
}

export const NO_GRAMMAR: CommandGrammar = { isCommand: () => false, isBeginning: () => false };

/** Words that no sentence ends with: something must follow. */
const OPEN_ENDINGS = new Set(
  (
    'and or but because so if when while although though unless until than as like that which who whose ' +
    'a an the my your his her our their this these some any every another ' +
    'of to for with from into onto about between at by via per in on ' +
    'is are was were am be been do does did can could will would shall should may might must have has had ' +
    'what whats how hows where when why um uh er erm well plus minus times divided multiplied please'
  ).split(' '),
);

/** These may end a sentence as well as go on: "what is it for", "which one is that". */
const ENDS_QUESTIONS = new Set(
  'to for with from about at by in on is are was that this like do does have be please'.split(' '),
);

/** "what is twenty", "how many feet are in ten": the rest has still to come. */
const LONE_NUMBER =
  /^(?:what is|whats|what's|how much is|calculate|convert|how many [a-z ]+ in)(?: (?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|point|\d[\d.,]*))+$/;

export function completeness(text: string, grammar: CommandGrammar = NO_GRAMMAR): Completeness {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .trim()
    .split(/\s+/);
  const sentence = words.join(' ');
  if (LONE_NUMBER.test(sentence)) return 'open';
  if (grammar.isCommand(text)) return 'complete';
  const last = words.at(-1)!;
  const question = /^(?:what|whats|who|where|which|how|when|why)\b/.test(sentence) && words.length >= 4;
  if (OPEN_ENDINGS.has(last) && !(question && ENDS_QUESTIONS.has(last))) return 'open';
  if (grammar.isBeginning(text)) return 'open';
  return 'unknown';
}
