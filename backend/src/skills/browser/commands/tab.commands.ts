import { siteNamed } from '#sites';
import { atPosition } from '../../slots/number.slot.js';
import type { BrowserCommand, Plan } from '../browser-command.js';
import { isHere, type Browser, type Tab } from '../browser.js';
import { findTabs, hostOf, tabOfPage } from '../tabs.js';
import type { Told } from '../outcome.js';
import { clickIt, WHICH_ONE } from '../use-control.js';

/** Tabs named in one answer. */
const MAX_NAMED = 6;

const NOT_A_TAB =
  /^(?:the|this|that|new|a|an|next|previous|last|other)$| in (?:a|an|another|the|this)(?: new)?$/;

export const tabCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.tabs.new',
    tool: 'new_tab',
    reason: 'tabs',
    templates: ['open a new tab', 'new tab'],
    alsoUnderstood: [
      '(open|create|make|start|give me|add) [(a|an|the|another|1)] [(new|blank|empty|more|fresh)] (tab|blank tab|tap|top) [for me]',
      '(new|blank|another) tab',
      'open up a [new] tab',
    ],
    plan: () => (browser) => browser.act('Opened a tab', 'new_tab'),
  },
  {
    name: 'browser.tabs.reopen',
    tool: 'reopen_tab',
    reason: 'tabs',
    templates: ['reopen the [last] closed tab', 'undo close tab'],
    alsoUnderstood: [
      '(undo|reopen|restore|reinstate|recover|bring back|open again|get back) [(the|my|that|a)] [(last|recently)] [(close|closed|closing)] [the] [(last|closed)] (tab|page)',
      '(undo|restore|reopen) [(the|that|my)] [last] [(closed|close)] tab (closing|close|again|back)',
      'bring [(the|my|that)] [(last|closed)] tab back',
      '(reopen|bring back|restore|open) the tab [that] i [(just|have just)] closed [again]',
      'reopen (it|that)',
    ],
    plan: () => (browser) => browser.act('Reopened the tab', 'reopen_tab'),
  },
  {
    name: 'browser.tabs.turn',
    tool: 'switch_tab',
    reason: 'tabs',
    harmless: true,
    templates: ['[(go to the|switch to the|show the)] {way=next|previous} tab'],
    alsoUnderstood: [
      '[(go|move|switch|jump|change|turn)] [to] [the] {way=next|previous|prior|left|right|other|following} tab',
      '(go|move|switch|jump) to the tab [(on|to)] the {way=left|right}',
      '(show|show me|select|open) the {way=next|previous|other} tab',
      'tab {way=left|right|forward|back}',
      '(go|move|switch) {way=left|right|back|forward|over} (1|a) tab',
      '(go|move|switch) (1|a) tab [to the] {way=left|right|back|forward}',
      '(switch|change) tabs',
    ],
    plan: ({ way = 'next' }) => turn(/^(?:previous|prior|left|back)$/.test(way) ? -1 : 1),
  },
  {
    name: 'browser.tabs.nth',
    tool: 'switch_tab',
    reason: 'tabs',
    templates: ['(go to|switch to) the {position} tab'],
    alsoUnderstood: [
      '[(go|move|switch|jump|change)] [to] [the] {position} tab',
      '(show|show me|select|open) the {position} tab',
      '[(go|move|switch|jump|change)] [to] tab [number] {count}',
    ],
    plan: ({ position, count }) => nth(position, count),
  },
  {
    name: 'browser.tabs.close-others',
    tool: 'close_tab',
    reason: 'tabs',
    templates: ['close the other tabs'],
    alsoUnderstood: [
      'close [all] [(the|my)] (other|others|other tabs|other ones)',
      'close (every other tab|everything else|all tabs but this [1]|all tabs except this [1]|all the rest)',
      'close [all] [the] tabs (to|on) the {side=left|right}',
    ],
    plan: ({ side }) => closeOthers(side),
  },
  {
    name: 'browser.tabs.close-all',
    tool: 'close_tab',
    reason: 'tabs',
    templates: [],
    alsoUnderstood: ['close (all|every|all the|all my|all of the|all open) (tab|tabs)'],
    plan: () => async (browser) => closeAll(browser, await browser.tabsHere(), 'Closed all tabs'),
  },
  {
    name: 'browser.tabs.close',
    tool: 'close_tab',
    reason: 'tabs',
    templates: ['close (this|the|the current) tab'],
    alsoUnderstood: [
      'close [(this|the|that|my)] [(current|active|open)] (tab|tabs|tap|top|page|site|website)',
      'close (tab|tabs) [(for me|now)]',
      '(get rid of|shut) (this|the) tab',
    ],
    plan: () => (browser) => browser.act('Closed the tab', 'close_tab'),
  },
  {
    name: 'browser.tabs.close-nth',
    tool: 'close_tab',
    reason: 'tabs',
    templates: [],
    alsoUnderstood: [
      'close the {position} tab',
      'close tab [number] {count}',
      'close the {way=next|previous} tab',
    ],
    plan: ({ position, count, way }) => closeNth(position, count, way),
  },
  {
    name: 'browser.tabs.close-named',
    tool: 'close_tab',
    reason: 'tabs',
    templates: [],
    alsoUnderstood: [
      'close (the|my) {name:topic} (tab|tabs)',
      'close the tab (with|for|about|called|named) [the] {name:topic}',
    ],
    plan({ name = '' }) {
      return async (browser) => {
        const found = findTabs(name, await browser.tabs());
        if (found.length === 0) return noSuchTab(name, await browser.tabs());
        return closeAll(
          browser,
          found,
          found.length > 1 ? `Closed ${found.length} tabs` : `Closed ${titleOf(found[0]!)}`,
        );
      };
    },
  },
  {
    name: 'browser.tabs.list',
    tool: 'list_tabs',
    reason: 'tabs',
    templates: ['(list|show) my tabs', 'how many tabs do i have open'],
    alsoUnderstood: [
      '(how many|which|what) tabs (are|are there|do i have|have i got|are open) [open]',
      'what are my [open] tabs',
      '(count|list|show|read|tell me|name) [me] [(how many|all|all of)] [(my|the|open|all)] [open] tabs [(i have open|i have|are open|open|do i have open)]',
      'what is open [in my browser]',
    ],
    plan: () => async (browser) => listed(await browser.tabs()),
  },
  {
    name: 'browser.tabs.duplicate',
    tool: 'open_url',
    reason: 'tabs',
    templates: ['duplicate (this|the) tab'],
    alsoUnderstood: ['(duplicate|clone|copy) [(this|the|current)] [current] (tab|page) [for me]'],
    plan({}, { sentence }) {
      if (/\bcopy (?:this |the )?page\b/i.test(sentence)) return undefined;
      return async (browser) => {
        const url = (await browser.tabsHere()).find(({ active }) => active)?.url;
        if (!url) return 'I see no tab to duplicate.';
        return browser.act('Duplicated the tab', 'open_url', { url, new_tab: true });
      };
    },
  },
  {
    name: 'browser.tabs.named',
    tool: 'switch_tab',
    reason: 'tabs',
    templates: [],
    alsoUnderstood: [
      '(go|switch|change|move|jump|take me) [back] to (the|my) {name:topic} (tab|page tab)',
      '(go|switch|jump) to {name:topic} tab',
      '(find|show|show me|bring up|open|select|focus) (the|my) {name:topic} tab',
      'find {name:topic} tab',
      'switch [over] to {name:topic}',
      '(go|switch) to the tab (with|for|about|called|named) [the] {name:topic}',
      '(where is|which is) (the|my) {name:topic} tab',
      '(go to|bring up|take me to) my {name:topic}',
    ],
    plan({ name = '' }) {
      if (NOT_A_TAB.test(name)) return undefined;
      return (browser) => switchTo(browser, name.replace(/^(?:the|my) /, ''));
    },
  },
];

const UNSEEN = "I can't see the titles of your tabs: allow it in the side panel";

/** Without the permission for tabs, the browser gives neither title nor address. */
const isUnseen = ({ title, url }: Tab): boolean => title === '' && url === '';

const titleOf = ({ title, url }: Tab): string => (title ? `"${title}"` : hostOf(url) || 'the tab');

const open = (browser: Browser, tab: Tab): Promise<Told> =>
  browser.act(`Switched to ${titleOf(tab)}`, 'switch_tab', { tab: tab.tab });

/** @returns the tabs of the user's window, and what to add to a sentence about them if there are others */
async function hereOf(browser: Browser): Promise<{ tabs: Tab[]; where: string }> {
  const all = await browser.tabs();
  const tabs = all.filter(isHere);
  return { tabs, where: tabs.length < all.length ? ' in this window' : '' };
}

/** The next or the previous tab, round the end. */
const turn =
  (step: 1 | -1): Plan =>
  async (browser) => {
    const { tabs, where } = await hereOf(browser);
    const at = tabs.findIndex(({ active }) => active);
    if (tabs.length < 2) return `There is only one tab${where}.`;
    return open(browser, tabs[(Math.max(at, 0) + step + tabs.length) % tabs.length]!);
  };

const nth =
  (position?: string, count?: string): Plan =>
  async (browser) => {
    const { tabs, where } = await hereOf(browser);
    const tab = position ? atPosition(tabs, position) : tabs[Number(count) - 1];
    if (tab) return open(browser, tab);
    return `There ${tabs.length === 1 ? 'is only one tab' : `are only ${tabs.length} tabs`}${where}.`;
  };

const closeNth =
  (position?: string, count?: string, way?: string): Plan =>
  async (browser) => {
    const tabs = await browser.tabsHere();
    const active = tabs.findIndex((each) => each.active);
    const tab = way
      ? tabs[active + (way === 'next' ? 1 : -1)]
      : position
        ? atPosition(tabs, position)
        : tabs[Number(count) - 1];
    return tab ? closeAll(browser, [tab], `Closed ${titleOf(tab)}`) : 'There is no such tab.';
  };

const closeOthers =
  (side?: string): Plan =>
  async (browser) => {
    const { tabs, where } = await hereOf(browser);
    const at = tabs.findIndex(({ active }) => active);
    const others = tabs.filter((_, i) => (side === 'left' ? i < at : side === 'right' ? i > at : i !== at));
    if (others.length === 0)
      return side ? `There is no tab to the ${side}.` : `There is no other tab${where}.`;
    return closeAll(browser, others, `Closed ${others.length} ${others.length > 1 ? 'tabs' : 'tab'}`);
  };

const closeAll = (browser: Browser, tabs: readonly Tab[], did: string): Promise<Told> =>
  browser.act(did, 'close_tab', { tabs: tabs.map(({ tab }) => tab) });

async function switchTo(browser: Browser, name: string): Promise<Told> {
  const tabs = await browser.tabs();
  const [tab, ...more] = findTabs(name, tabs);
  if (!tab) {
    const onPage = await tabOfPage(browser, name);
    if (onPage) return clickIt(onPage, browser);
    const site = siteNamed(name);
    if (!site || !browser.has('open_url')) return noSuchTab(name, tabs);
    return browser.act(`Opened ${site.names[0]!}`, 'open_url', { url: site.url, new_tab: true });
  }
  if (more.length === 0) return open(browser, tab);
  const controls = [tab, ...more].map((each) => ({
    ...{ ref: String(each.tab), role: 'tab', name: each.title, words: '', state: '', isHeading: false },
  }));
  const numbers = [tab, ...more].map((each) => tabs.indexOf(each) + 1);
  browser.memory.choice = {
    controls,
    numbers,
    isShown: false,
    question: WHICH_ONE,
    awaits: 'choice',
    use: (chosen, now) =>
      open(
        now,
        tabs.find((each) => String(each.tab) === chosen.ref)!,
      ),
  };
  const names = controls.slice(0, MAX_NAMED).map((each, i) => `tab ${numbers[i]}, "${each.name}"`);
  return `${names.join('; ')}. ${WHICH_ONE}`;
}

function noSuchTab(name: string, tabs: readonly Tab[]): string {
  if (tabs.every(isUnseen)) return `${UNSEEN}, or say next tab.`;
  return `No open tab is called "${name}". ${listed(tabs)}`;
}

function listed(tabs: readonly Tab[]): string {
  if (tabs.length === 0) return 'I see no tabs.';
  const windows = new Set(tabs.map(({ window }) => window)).size;
  const where = windows > 1 ? ` in ${windows} windows` : '';
  const count = tabs.length === 1 ? 'One tab is' : `${tabs.length} tabs are`;
  if (tabs.every(isUnseen)) return `${count} open${where}. ${UNSEEN}.`;
  if (tabs.length === 1) return `${count} open: ${titleOf(tabs[0]!)}.`;
  const names = tabs.slice(0, MAX_NAMED).map((tab) => (isUnseen(tab) ? 'one without a title' : titleOf(tab)));
  const more = tabs.length > MAX_NAMED ? `, and ${tabs.length - MAX_NAMED} more` : '';
  return `${count} open${where}: ${names.join(', ')}${more}.`;
}
