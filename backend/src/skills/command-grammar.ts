/** What the intent table knows of a sentence that is still being said. */
import type { CommandGrammar } from '../main-control/completeness.js';
import { domainSentences } from './domain-sentences.js';
import { matches } from './matcher.js';
import { normalize, withoutCourtesies } from './normalize.js';

/** Intents that say nothing of where the sentence ends: something is missing, or it may be about anything. */
const OPEN_ENDED = new Set([
  'timer.unclear',
  'question',
  'question.other',
  'search',
  'translation',
  'notes',
  'browser.find',
]);

let beginnings: Set<string> | undefined;

export const skillGrammar: CommandGrammar = {
  isCommand(text) {
    for (const { intent } of matches(text)) if (!OPEN_ENDED.has(intent.name)) return true;
    return false;
  },

  isBeginning(text) {
    beginnings ??= collectBeginnings();
    return beginnings.has(shape(text));
  },
};

/** All words that a sentence of the table begins with and goes on after. Any number stands for every other. */
function collectBeginnings(): Set<string> {
  const all = new Set<string>();
  for (const sentence of new Set(domainSentences())) {
    const words = shape(sentence).split(' ');
    for (let count = 1; count < words.length; count++) all.add(words.slice(0, count).join(' '));
  }
  return all;
}

const shape = (text: string): string => withoutCourtesies(normalize(text)).replace(/\d[\d.,:]*/g, '#');
