/** Is a transcript a command to be silent ("stop", "wait a minute")? It stops the answer at once. */
import type { TurnTakingWords } from '../../language/turn-taking-words.js';
import { wordsOf } from './words.js';

export interface StopCommandOptions {
  /** Off: a stop command is treated like any other words. */
  enabled: boolean;
}

export const STOP_COMMAND_DEFAULTS: Readonly<StopCommandOptions> = { enabled: true };

/** @returns whether it begins with a stop command: "stop", "wait a minute", "no, the other one" */
export function isStopCommand(
  text: string,
  { enabled }: StopCommandOptions,
  { stopCommands, stopOpenings }: TurnTakingWords,
): boolean {
  const words = wordsOf(text);
  const [first] = words;
  if (!enabled || first === undefined) return false;
  const command = stopOpenings.has(first) ? (words[1] ?? first) : first;
  return (
    stopCommands.has(command) || [2, 3].some((count) => stopCommands.has(words.slice(0, count).join(' ')))
  );
}

/** @returns whether it is only a stop command with courtesies, which needs no answer */
export function isOnlyStopCommand(
  text: string,
  { enabled }: StopCommandOptions,
  { stopCommands, stopCourtesies }: TurnTakingWords,
): boolean {
  const words = wordsOf(text);
  if (!enabled || words.length === 0) return false;
  if (words.length > 1 && stopCourtesies.before.has(words[0]!)) words.shift();
  if (words.length > 1 && stopCourtesies.after.has(words.at(-1)!)) words.pop();
  return words.every((word) => stopCommands.has(word)) || stopCommands.has(words.join(' '));
}
