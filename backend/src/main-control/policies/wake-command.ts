/** Is a transcript the command that wakes the assistant? */
import type { TurnTakingWords } from '../../language/turn-taking-words.js';
import { wordsOf } from './words.js';

/** @returns whether it is only a wake command with courtesies: "hey, wake up please" */
export function isWakeCommand(text: string, { wakeCommands, wakeCourtesies }: TurnTakingWords): boolean {
  const words = wordsOf(text);
  while (words.length > 1 && wakeCourtesies.has(words[0]!)) words.shift();
  while (words.length > 1 && wakeCourtesies.has(words.at(-1)!)) words.pop();
  return wakeCommands.has(words.join(' '));
}
