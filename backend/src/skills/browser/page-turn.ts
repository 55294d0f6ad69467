/** The pages of a list, such as search results. */
import type { Plan } from './browser-command.js';
import type { Browser } from './browser.js';
import type { Control } from './controls/snapshot.js';
import { ask, clickIt, useControl } from './use-control.js';

type Way = 'next' | 'previous';

/** What the link is called, the likeliest first. */
const NAMES: Readonly<Record<Way, readonly RegExp[]>> = {
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
};

/** Follows the link to the next or the previous page, in view if there is one. */
export const turnPage =
  (way: Way): Plan =>
  async (browser) => {
    const inView = await linksOf(way, browser, 'viewport');
    const links = inView.length > 0 ? inView : await linksOf(way, browser, 'page');
    const [link, ...more] = links;
    if (!link) return `I see no link to the ${way} page.`;
    // Two of a name with "page" stand above and below a list; what only says "next" may also turn pictures.
    return more.length > 0 && !link.words.includes(' ')
      ? ask(browser, links, clickIt)
      : clickIt(link, browser);
  };

export const openPage =
  (number: number): Plan =>
  (browser) =>
    useControl(browser, `page ${number}`, 'press', clickIt);

async function linksOf(way: Way, browser: Browser, scope: 'viewport' | 'page'): Promise<Control[]> {
  const { controls } = await browser.look(scope);
  const found = NAMES[way].map((names) => controls.filter(({ words }) => names.test(words)));
  return found.find((links) => links.length > 0) ?? [];
}
