/** Decides from the intent table whether an unfinished sentence is a complete command. */
import { setImmediate } from 'node:timers/promises';
import type { CommandGrammar } from '../language/command-grammar.js';
import { labelledDomainSentences } from './domain-sentences.js';
import { isBrowserIntent } from './browser/browser-command.js';
import type { Match } from './engine/matcher.js';
import { englishMatcher } from './english.js';
import { pageGrammar } from './page-grammar.js';

/** Intents whose sentences may go on after any word. */
export const OPEN_ENDED: ReadonlySet<string> = new Set([
  'timer.unclear',
  'question',
  'question.other',
  'search',
  'look-up',
  'translation',
  'lists',
  'alarm.wake',
  'alarm.set',
  'alarm.unclear',
  'reminder.set',
  'reminder.unclear',
  'note.add',
  'note.forget',
  'note.recall',
  'note.recall.mine',
  'browser.find',
  'calendar',
  'mail',
  'messages',
  'shopping',
  'music',
  'news',
  'live',
  'maps',
  'files',
  'place-reminder',
  'browser.scroll.more',
  'browser.back-or-forward',
  'browser.search.any',
  'browser.find.on-page',
  'browser.media.play-more',
  'page.about',
]);

/** Slots of browser commands that hold any words. */
const FREE_SLOTS = /^(?:target|text|query|name|what|field|value|option|keys|last|to|site|topic)$/;

const isOpenEnded = ({ intent, slots }: Match): boolean =>
  OPEN_ENDED.has(intent.name) ||
  (isBrowserIntent(intent) && Object.keys(slots).some((slot) => FREE_SLOTS.test(slot)));

/** Sentences between two breaks of the warm-up, which take a few milliseconds. */
const SLICE = 100;

let beginnings: Set<string> | undefined;

export const skillGrammar: CommandGrammar = {
  isCommand(text) {
    for (const match of englishMatcher.matches(text)) if (!isOpenEnded(match)) return true;
    return false;
  },

  /** False until `warmUpGrammar` is done. */
  isBeginning: (text) => beginnings?.has(shape(text)) ?? false,

  onPage: (names) => pageGrammar(skillGrammar, names),
};

/** Collects the beginnings of all commands, with breaks for other work. Takes about half a second in all. */
export async function warmUpGrammar(): Promise<void> {
  if (beginnings) return;
  const all = new Set<string>();
  const sentences = [...new Set(labelledDomainSentences().map(({ sentence }) => sentence))];
  for (let i = 0; i < sentences.length; i++) {
    if (i % SLICE === 0) await setImmediate();
    addBeginnings(sentences[i]!, all);
  }
  beginnings = all;
}

/** Adds every proper beginning of a sentence. All numbers count as equal. */
function addBeginnings(sentence: string, all: Set<string>): void {
  const words = shape(sentence).split(' ');
  for (let count = 1; count < words.length; count++) all.add(words.slice(0, count).join(' '));
}

function shape(text: string): string {
  const { normalize, withoutCourtesies } = englishMatcher.language;
  return withoutCourtesies(normalize(text)).replace(/\d[\d.,:]*/g, '#');
}
