/** Which command of the browser a sentence is, or a part of one. */
import type { ToolCaller } from '../../tools/tools.port.js';
import { isBrowserIntent } from '../browser/browser-command.js';
import { isVisible } from '../browser/visible.js';
import type { Match } from '../engine/matcher.js';
import { englishMatcher } from '../english.js';
import { dictatedText, textAndField } from '../../language/en/browser/dictated-text.js';
import { normalize } from '../../language/en/normalize.js';

/** They need other words before them, or are no commands. */
const NOT_ALONE = /^browser\.(?:approval|choice|bare-name|again)\b/;
/** What follows them is their text. */
const TAKES_ALL = /^browser\.text\.(?:type|write|fill|replace)$/;
/** Their words may be any: "search for point and click games". */
const ASKS = /^browser\.(?:search|find)\b/;
/** Questions about the text of a page, which a model answers better. */
const ABOUT_TEXT = /^page\./;
/** They say something until they are stopped. */
const READS = /^reading\.(?:page|here|selection)$/;

export interface Page {
  tools: ToolCaller;
  pagePhrases: readonly string[];
}

export const isOfBrowser = (name: string): boolean => isBrowserIntent({ name }) || READS.test(name);

export const takesText = ({ intent }: Match): boolean => TAKES_ALL.test(intent.name);

/** Whether a text to type ends with a field that the page shows: "type tea in the search box". */
export const endsInField = (text: string, page: Page): boolean =>
  textAndField(dictatedText(text)?.text ?? '').some(({ field }) => isVisible(normalize(field), page));

export const takesAnyWords = ({ intent }: Match): boolean => ASKS.test(intent.name);

/** Whether a command has several words of the visible page: a name that stays whole. */
export const namesVisible = ({ slots }: Match, page: Page): boolean =>
  Object.values(slots).some((name) => name.includes(' ') && isVisible(name, page));

/** A number alone belongs to the words before it. */
export function commandIn(text: string, { tools }: Page): Match | undefined {
  if (/^\W*\d+\W*$/.test(text)) return undefined;
  const among = englishMatcher.matches(text, ({ after, onPage }) => !after && onPage !== 'after');
  for (const match of among) {
    const { name, tool = ABOUT_TEXT.test(name) ? 'read_article' : '' } = match.intent;
    if (isOfBrowser(name) && !NOT_ALONE.test(name) && tools.has(tool)) return match;
  }
  return undefined;
}

/** Another request that a skill answers, such as the time. */
export function skillIn(text: string): Match | undefined {
  const [match] = englishMatcher.matches(text);
  const { name, best, vague, refuses } = match?.intent ?? {};
  const isAnswered = (best === 'skill' || best === 'either') && !vague && !refuses;
  return isAnswered && !isOfBrowser(name!) ? match : undefined;
}
