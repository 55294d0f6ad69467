/** Finds open tabs by what people call them. */
import { siteNamed } from '#sites';
import { normalize } from '../../language/en/normalize.js';
import type { Browser, Tab } from './browser.js';
import { findControls } from './controls/match.js';
import type { Control } from './controls/snapshot.js';
import { heardSound, soundDistance, soundOf } from './controls/sound.js';
import { MATCH_DEFAULTS } from './controls/by-sound.js';

/** The host without `www`; an empty text for an address without one. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
}

/**
 * The tabs that a name fits: those of that site, those with its words in the title or in the host, or the one whose title
 * sounds like it.
 */
export function findTabs(name: string, tabs: readonly Tab[]): Tab[] {
  const site = siteNamed(name);
  const host = site && hostOf(site.url);
  const words = normalize(name);
  const joined = words.replaceAll(' ', '');
  const fits = [
    (tab: Tab) => host !== undefined && hostOf(tab.url) === host,
    (tab: Tab) => normalize(tab.title) === words,
    (tab: Tab) => ` ${normalize(tab.title)} `.includes(` ${words} `),
    (tab: Tab) =>
      joined.length > 2 &&
      hostOf(tab.url)
        .split('.')
        .some((label) => label === joined),
    (tab: Tab) => joined.length > 3 && hostOf(tab.url).replaceAll(/[.-]/g, '').includes(joined),
    (tab: Tab) => words.split(' ').every((word) => normalize(tab.title).split(' ').includes(word)),
  ];
  for (const fit of fits) {
    const found = tabs.filter(fit);
    if (found.length > 0) return found;
  }
  const alike = tabs.filter((tab) => isAlike(words, tab));
  return alike.length === 1 ? alike : [];
}

/** The tab of that name on the page itself: "open the privacy tab". */
export async function tabOfPage(browser: Browser, name: string): Promise<Control | undefined> {
  if (!browser.has('page_snapshot') || !browser.has('click')) return undefined;
  const tabs = (await browser.look()).controls.filter(({ role }) => role === 'tab');
  const { certainty, controls } = findControls(name, tabs);
  return certainty === 'sure' && controls.length === 1 ? controls[0] : undefined;
}

/** By the sound of the title, or of as many of its words in a row. */
function isAlike(words: string, tab: Tab): boolean {
  const { sure, minSoundChars } = MATCH_DEFAULTS;
  if (words.length < minSoundChars) return false;
  const title = normalize(tab.title).split(' ');
  const count = words.split(' ').length;
  const heard = heardSound(words);
  const parts = title.map((_, i) => title.slice(i, i + count).join(' '));
  return [...parts, ...hostOf(tab.url).split('.')].some(
    (part) => soundDistance(heard, soundOf(part)) <= sure,
  );
}
