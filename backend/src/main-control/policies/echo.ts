/** Is a transcript the assistant's own speech, come back from the loudspeaker through the microphone? */
import { wordsOf } from './words.js';

export interface EchoOptions {
  /** Off: the assistant's words count as the user's if echo cancellation lets them through. */
  enabled: boolean;
  /** A transcript is compared with this many of the assistant's last characters. */
  recentChars: number;
  /** A transcript with fewer words than this is never an echo, because people repeat single words too. */
  minWords: number;
  /** How long after the end of an answer its echo may still begin, in ms. */
  tailMs: number;
}

export const ECHO_DEFAULTS: Readonly<EchoOptions> = {
  enabled: true,
  // About 16 s of speech: an echo comes at once.
  recentChars: 240,
  minWords: 2,
  // By judgement: the longest delay of loudspeaker, room and microphone.
  tailMs: 500,
};

/**
 * @param heard a transcript of the sound while the assistant was audible
 * @param spoken the assistant's text that was audible
 * @returns whether `heard` only repeats the assistant's last words
 */
export function isEcho(heard: string, spoken: string, options: EchoOptions): boolean {
  const { enabled, recentChars, minWords } = options;
  const words = plain(heard);
  if (!enabled || words === '' || words.split(' ').length < minWords) return false;
  return ` ${plain(spoken.slice(-recentChars))} `.includes(` ${words} `);
}

const plain = (text: string): string => wordsOf(text).join(' ');
