/** The pages of a list, such as search results. */
import type { Plan } from './browser-command.js';
import type { Browser } from './browser.js';
import { isDisabled, type Control, type Page } from './controls/snapshot.js';
import { ask, clickIt, useControl } from './use-control.js';

type Way = 'next' | 'previous' | 'first' | 'last';

/** What the link is called: first what can mean nothing else, then the likeliest. */
const NAMES: Readonly<Record<Way, readonly [certain: RegExp, ...others: RegExp[]]>> = {
  next: [
    /^(?:(?:go to )?next page|page next|next results)$/,
    /^next$/,
    /^(?:older|older posts|older entries|more results)$/,
  ],
  previous: [
    /^(?:(?:go to )?previous page|page previous|previous results)$/,
    /^(?:previous|prev)$/,
    /^(?:newer|newer posts|newer entries)$/,
  ],
  first: [/^(?:(?:go to )?(?:the )?1st page|page 1st)$/, /^1st$/],
  last: [/^(?:(?:go to )?(?:the )?last page|page last)$/, /^last$/],
};

/** Begins the answer where there is no such link. */
export const NO_LINK = 'I see no link to the ';

/** "Last" may also mean the page before. */
const OTHER_LAST = ' To see the page before, say go back.';

/** Follows the link to such a page, of the likeliest name in view if there are several. */
export const turnPage =
  (way: Way): Plan =>
  async (browser) => {
    const links = await linksOf(way, browser);
    const [link, ...more] = links;
    if (!link) return `${NO_LINK}${way} page.${way === 'last' ? OTHER_LAST : ''}`;
    // Two of a name with "page" stand above and below a list; what only says "next" may also turn pictures.
    return more.length > 0 && !link.words.includes(' ')
      ? ask(browser, links, clickIt)
      : clickIt(link, browser);
  };

export const openPage =
  (number: number): Plan =>
  (browser) =>
    useControl(browser, `page ${number}`, 'press', clickIt);

async function linksOf(way: Way, browser: Browser): Promise<Control[]> {
  const [certain, ...others] = NAMES[way];
  const inView = await browser.look('viewport');
  const named = linksIn(inView, [certain]);
  if (named.length > 0) return named;
  // "Next" in view may turn pictures, where "Next page" stands below.
  const page = await browser.look('page');
  const looks = [linksIn(page, [certain]), linksIn(inView, others), linksIn(page, others)];
  return looks.find((links) => links.length > 0) ?? [];
}

/** @returns the links of the first of the names that there is, those that can be used before the others */
function linksIn({ controls }: Page, names: readonly RegExp[]): Control[] {
  const [enabled, disabled] = [false, true].map((is) => controls.filter((each) => isDisabled(each) === is));
  const found = names.flatMap((name) =>
    [enabled!, disabled!].map((among) => among.filter(({ words }) => name.test(words))),
  );
  return found.find((links) => links.length > 0) ?? [];
}
