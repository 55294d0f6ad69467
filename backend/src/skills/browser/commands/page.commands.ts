import type { BrowserCommand } from '../browser-command.js';
import type { Browser } from '../browser.js';
import { findControls } from '../controls/match.js';
import { locate } from '../locate.js';
import { isVisible } from '../visible.js';
import { nameOf, noSuch } from '../use-control.js';
import { hostOf } from '../tabs.js';
import type { Control } from '../controls/snapshot.js';

/** Names said in one answer. */
const MAX_NAMES = 8;

const NO_TITLE = "I can't see the title of this page: allow it in the side panel.";

/** What the page shows, in words. */
export const pageCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.page.which',
    tool: 'list_tabs',
    reason: 'see',
    templates: ['what page is this'],
    alsoUnderstood: [
      'what (page|site|website|tab) (am i on|is this|is open|is it|are we on)',
      '(which|what) (page|site|website|tab) (am i|are we) (on|at|looking at)',
      '(what is|read|tell me|say) [me] the (title|name|address|url) of (this|the) (page|site|tab)',
      '(read|say|what is) [the] [(page|tab)] (title|page title|tab title)',
      'what (am i looking at|is on my screen)',
    ],
    plan: () => async (browser) => {
      const tab = (await browser.tabsHere()).find(({ active }) => active);
      if (!tab) return 'I see no page.';
      const host = hostOf(tab.url);
      if (tab.title) return `This is "${tab.title}"${host ? `, on ${host}` : ''}.`;
      if (host) return `This is a page without a title, on ${host}.`;
      // Without the permission for tabs, the page itself may still be seen.
      const title = browser.has('page_snapshot') ? (await browser.look()).title : '';
      return title ? `This is "${title}".` : NO_TITLE;
    },
  },
  {
    name: 'browser.page.headings',
    tool: 'page_snapshot',
    reason: 'see',
    templates: ['what are the headings'],
    alsoUnderstood: [
      '(what|which) (headings|headlines|sections) (are there|does (this|the) page have|are on (this|the) page)',
      '(read|list|show|tell|give) [me] [(the|all|all the)] (headings|sections)',
      '(read|list|show|tell|give|what are) [me] [(the|all|all the)] (headings|headlines|sections) (of|on) (this|the) page',
      'what are the sections',
      'headings',
      'outline [(of|the|this)] [page]',
    ],
    plan: () => async (browser) => {
      const names = (await browser.look('page')).headings.map(({ name }) => name).filter(Boolean);
      if (names.length === 0) return 'I see no headings on this page.';
      return `${counted(names.length, 'heading')}: ${listed(names)}`;
    },
  },
  {
    name: 'browser.page.controls',
    tool: 'page_snapshot',
    reason: 'see',
    templates: ['what {kind=links|buttons} are there'],
    alsoUnderstood: [
      '(what|which) {kind=links|buttons|fields|boxes|controls} (are there|are here|do you see|does (this|the) page have|are on (this|the) page|can i click)',
      '(read|list|tell) [me] [(the|all|all the)] {kind=links|buttons|fields|controls} [(of|on|in) (this|the) page]',
      'what are the {kind=links|buttons|fields|controls} [(of|on) (this|the) page]',
      '(show|tell) me what {kind=links|buttons|fields|controls} (there are|are here|are on (this|the) page)',
      'how many {kind=links|buttons|fields|images} (are on|are there on|does|has|are there in) (this|the) page [have]',
      'how many {kind=links|buttons|fields|images} are (there|here)',
    ],
    plan:
      ({ kind = '' }, { sentence }) =>
      (browser) =>
        controlsOf(browser, kind, sentence),
  },
  {
    name: 'browser.page.is-there',
    tool: 'page_snapshot',
    templates: [],
    alsoUnderstood: [
      '(is there|do you see|can you see) (a|an|any|the) {target:link} (button|link|field|box|menu|tab|checkbox) [(here|on (this|the) (page|site|screen))]',
      'where is the {target:link} (button|link|field|box|menu|tab|checkbox) [(here|on (this|the) (page|site|screen))]',
    ],
    // What the page does not show by that name, a model may find.
    plan: ({ target = '' }, context) =>
      context.hasModel && !isVisible(target, context) ? undefined : (browser) => whereIs(browser, target),
  },
];

/** Whether the page has such a control, and where: nothing is done to it. */
async function whereIs(browser: Browser, phrase: string): Promise<string> {
  const seen = findControls(phrase, (await browser.look()).controls);
  const found = seen.certainty === 'none' ? await locate(browser, phrase, 'any') : seen;
  const [control] = found.controls;
  if (found.certainty === 'none' || !control) return noSuch(phrase, found.controls);
  const where = found === seen ? 'in view' : 'on this page, but not in view';
  return `I see ${nameOf(control)}: it is ${where}.`;
}

const ROLES: Readonly<Record<string, RegExp>> = {
  links: /^link$/,
  buttons: /^(?:button|switch|menuitem)$/,
  fields: /^(?:textbox|searchbox|combobox|spinbutton|checkbox|radio|slider|listbox)$/,
  boxes: /^(?:textbox|searchbox|combobox|spinbutton|checkbox)$/,
  images: /^(?:img|image)$/,
  controls: /./,
};

const isNamed = ({ name }: Control): boolean => name !== '';

async function controlsOf(browser: Browser, kind: string, sentence: string): Promise<string> {
  const isCount = /\bhow many\b/i.test(sentence);
  const result = await browser.read('page_snapshot', { scope: isCount ? 'page' : 'viewport' });
  const { controls } = browser.parse(result);
  const found = controls.filter(({ role }) => ROLES[kind]!.test(role));
  const one = kind.replace(/(?:(?<=x)e)?s$/, '');
  if (isCount) {
    const isCut = Number(result['more'] ?? 0) > 0;
    return `${isCut ? 'At least ' : ''}${counted(found.length, one)}.`;
  }
  const names = [...new Set(found.filter(isNamed).map(({ name }) => name))];
  if (names.length === 0) return `I see no ${kind} here.`;
  return `${counted(names.length, one)} here: ${listed(names)}`;
}

const counted = (count: number, one: string): string =>
  `${count === 0 ? 'No' : count} ${count === 1 ? one : `${one}${one.endsWith('x') ? 'es' : 's'}`}`;

function listed(names: readonly string[]): string {
  const more = names.length > MAX_NAMES ? `, and ${names.length - MAX_NAMES} more` : '';
  return `${names.slice(0, MAX_NAMES).join(', ')}${more}.`;
}
