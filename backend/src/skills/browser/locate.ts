/** Finds the control that a phrase names, in as few looks at the page as it takes: each walks the whole page. */
import type { Browser } from './browser.js';
import { findControls, type Found } from './controls/match.js';
import { heardLetters, wholeFit } from './controls/name-keys.js';
import { readTargets, withoutArticle } from './controls/target.js';
import type { Use } from './controls/use.js';
import { isOutOfView } from './visible.js';

const SOME_NUMBER = / \d+$/;

type Look = 'in view' | 'search' | 'list';

/**
 * What is in view is meant first. The rest of the page is looked at, too, unless something in view is called exactly so; a
 * number at the end may be part of a name that is out of view. What is out of view and called exactly so may be meant as well.
 * @param phrase a normalized phrase, such as `the sign in button`
 */
export async function locate(browser: Browser, phrase: string, use: Use): Promise<Found> {
  const find = async (...look: Parameters<Browser['look']>): Promise<Found> =>
    findControls(phrase, (await browser.look(...look)).controls, use);
  const looks: Record<Look, () => Promise<Found>> = {
    'in view': () => find('viewport'),
    search: () => find('page', searchWords(phrase)),
    list: () => find('page'),
  };
  const seen: Partial<Record<Look, Found>> = {};
  for (const look of looksFor(browser, phrase)) {
    const found = await looks[look]();
    const inView = seen['in view'];
    const isSeen = inView?.certainty === 'sure';
    if (isExact(found, phrase)) return isSeen && !SOME_NUMBER.test(phrase) ? both(inView, found) : found;
    seen[look] = found;
    // A search of several words also finds what is called exactly so. A single word may be written otherwise on the page.
    if (isSeen || (look === 'search' && found.certainty === 'sure' && phrase.includes(' '))) break;
  }
  const all = [seen['in view'], seen.list, seen.search].filter((found) => found !== undefined);
  const best = (certainty: Found['certainty']) => all.find((found) => found.certainty === certainty);
  return best('sure') ?? best('less sure') ?? all[0]!;
}

/** The list of a long page is cut, but its search is not; a place in the list cannot be searched. */
function looksFor(browser: Browser, phrase: string): Look[] {
  const isPlace = readTargets(phrase).some(({ words, position }) => words === '' || position !== undefined);
  if (isPlace && !SOME_NUMBER.test(phrase)) return ['in view', 'list', 'search'];
  return isOutOfView(phrase, browser) ? ['search', 'in view', 'list'] : ['in view', 'search', 'list'];
}

const isExact = (found: Found, phrase: string): boolean =>
  found.certainty === 'sure' && found.isWhole && (!SOME_NUMBER.test(phrase) || isCalled(found, phrase));

const isCalled = ({ controls }: Found, phrase: string): boolean =>
  controls.some((control) => wholeFit(heardLetters(withoutArticle(phrase)), control) !== undefined);

function both(inView: Found, elsewhere: Found): Found {
  const refs = new Set(inView.controls.map(({ ref }) => ref));
  const more = elsewhere.controls.filter(({ ref }) => !refs.has(ref));
  return { certainty: 'sure', controls: [...inView.controls, ...more], isWhole: false };
}

/** What stands otherwise on a page: "What's", "won't", "&", "one", "first". */
const WRITTEN_OTHERWISE =
  /^(?:is|are|am|not|will|have|would|us|and|percent|dollars|euros|pounds|\d\d?(?:st|nd|rd|th)?)$/;

/** @returns the words that the search for the name needs: all of them have to stand in a line of the page */
function searchWords(phrase: string): string {
  const name = withoutArticle(phrase).replace(/ (?:button|link|field|box|menu|tab|checkbox)$/, '');
  // A line has names in quotation marks. In many more, a letter or a digit stands somewhere.
  if (/^(?:.|\d\d)$/.test(name)) return `"${name}"`;
  const [, page] = /^page (\d+)$/.exec(name) ?? [];
  if (page) return `${page}"`;
  const words = name.split(' ');
  const certain = words.filter((word) => !WRITTEN_OTHERWISE.test(word));
  return (certain.length > 1 ? certain : words).join(' ');
}
