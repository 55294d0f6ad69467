/** Which words count where a recogniser that knows the page has heard a command about it, and how certain are they? */
import type { TurnTakingWords } from '../../language/turn-taking-words.js';
import type { HeardCommand } from '../../stt/stt.port.js';
import { sameWords } from './speculation.js';

export interface HeardCommandOptions {
  /** Off: only the ordinary words of a transcript count, and a pause is never reported. */
  enabled: boolean;
  /** From this probability on, 0 to 1, a command is carried out at once. */
  sure: number;
  /** From this probability on, 0 to 1, the command is meant, but the user is asked before it is carried out. */
  lessSure: number;
  /** Silence after which a recogniser is asked whether a whole command was said, in ms. */
  pauseMs: number;
}

/**
 * Chosen with the embedded recogniser on the tuning pages of bench/heard, each decided by weights that were fitted on the others:
 * of 446 sentences that mean nothing there, 4 reach 0.92 and 25 reach 0.5; of 632 commands, 71 % and 85 % do.
 */
export const HEARD_COMMAND_DEFAULTS: Readonly<HeardCommandOptions> = {
  enabled: true,
  sure: 0.92,
  lessSure: 0.5,
  // 100 ms after the end of speech the command was final in 120 of 120 recordings; three frames of Silero.
  pauseMs: 96,
};

/** `sure`: it is carried out at once. `doubtful`: it is asked. `ordinary`: the words of any other sentence. */
export type Certainty = 'sure' | 'doubtful' | 'ordinary';

export interface HeardWords {
  text: string;
  certainty: Certainty;
  /** A longer command begins so. */
  mayGoOn?: boolean | undefined;
  /** They name a control, but the recogniser has heard another name, or none: the user is asked. */
  isDisputed?: true;
}

const NUMBER = /^\d+$/;

/**
 * @param text the ordinary words of a final transcript
 * @param words what ends something is asked about unless the ordinary words say the same, and so are numbers: thirteen and
 * thirty sound alike
 */
export function heardWords(
  text: string,
  command: HeardCommand | undefined,
  options: HeardCommandOptions,
  { endsSomething, usesControl }: Pick<TurnTakingWords, 'endsSomething' | 'usesControl'>,
): HeardWords {
  const ordinary: HeardWords = { text, certainty: 'ordinary' };
  if (!command || !options.enabled) return ordinary;
  const { mayGoOn } = command;
  const isSame = command.agrees === true || sameWords(text, command.text);
  const isRisky = NUMBER.test(command.target) || endsSomething.test(command.target.toLowerCase());
  const isAsked = isRisky && !isSame;
  if (isSure(command, options) && !isAsked)
    return { text: command.text, certainty: 'sure', ...(mayGoOn && { mayGoOn }) };
  const spoken: HeardWords = !isSame && usesControl.test(text) ? { ...ordinary, isDisputed: true } : ordinary;
  if (command.confidence < options.lessSure) return spoken;
  // Without a name, or with a name alone, it may be any sentence; and where the ordinary words say the same, they are enough.
  const hasVerb = !command.target.includes(command.text);
  if (!hasVerb || isSame) return spoken;
  return { text: command.text, certainty: 'doubtful' };
}

/** Whether a command may end its segment before the usual silence. */
export const isSure = (
  { confidence }: Pick<HeardCommand, 'confidence'>,
  { enabled, sure }: HeardCommandOptions,
): boolean => enabled && confidence >= sure;
