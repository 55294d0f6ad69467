/** Which names of the visible page a sentence speaks of, before the page itself is asked. */
import type { SkillContext } from '../engine/intent.js';
import { findControls, isNamedBy } from './controls/match.js';
import { beginsWith, heardLetters, keysOf, wholeFit } from './controls/name-keys.js';
import { withoutArticle } from './controls/target.js';
import { wordsOf, type Control } from './controls/snapshot.js';

type Page = Pick<SkillContext, 'pagePhrases'>;

/** A page tells its names once, and each sentence is compared with them several times. */
const controlsOfNames = new WeakMap<readonly string[], Control[]>();

/** The visible names as controls: nothing else is known of them. */
function asControls({ pagePhrases }: Page): Control[] {
  const known = controlsOfNames.get(pagePhrases);
  if (known) return known;
  const controls = pagePhrases.map((name) => ({
    ...{ ref: '', role: '', name, words: wordsOf(name), state: '', isHeading: false },
  }));
  controlsOfNames.set(pagePhrases, controls);
  return controls;
}

/** Whether a phrase names something visible, by its letters. */
export const isVisible = (phrase: string, page: Page): boolean =>
  phrase !== '' && isNamedBy(phrase, asControls(page));

/** Whether the page tells its visible names, and the phrase neither looks nor sounds like one of them. */
export const isOutOfView = (phrase: string, page: Page): boolean =>
  page.pagePhrases.length > 0 && findControls(phrase, asControls(page)).certainty === 'none';

/** Whether a phrase is the whole name of something visible, by its letters. */
export function isWholeName(phrase: string, page: Page): boolean {
  const heard = heardLetters(phrase);
  return asControls(page).some((control) => wholeFit(heard, control) !== undefined);
}

/**
 * Whether a phrase certainly names something visible: it is the whole name, or at least two words that the name begins with.
 */
export function isNamed(phrase: string, page: Page): boolean {
  const words = withoutArticle(phrase);
  const isLong = words.split(' ').length > 1;
  return isWholeName(words, page) || (isLong && asControls(page).some((control) => isBegun(words, control)));
}

/** Whether exactly one visible name begins with the phrase: `brightness` for "Brightness of the lamp". */
export function beginsOneName(phrase: string, page: Page): boolean {
  const words = withoutArticle(phrase);
  return asControls(page).filter((control) => isBegun(words, control)).length === 1;
}

function isBegun(words: string, control: Control): boolean {
  const heard = heardLetters(words);
  return keysOf(control).some((key) => heard.some((each) => beginsWith(key, each)));
}

/** Whether a phrase is exactly the name of one visible control. "Cart" is called so rather than "Cart (3)". */
export function isOneName(phrase: string, page: Page): boolean {
  const heard = heardLetters(phrase);
  const fits = asControls(page).flatMap((control) => wholeFit(heard, control) ?? []);
  return fits.filter((fit) => fit === Math.min(...fits)).length === 1;
}
