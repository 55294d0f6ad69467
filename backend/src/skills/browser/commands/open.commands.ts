import { siteNamed, spokenAddress, writtenAddresses } from '#sites';
import { CONTROL_KINDS } from '../../../language/en/browser/control-words.js';
import type { SkillContext } from '../../engine/intent.js';
import { lastAnswer } from '../../last-question.js';
import { YES } from '../../engine/yes-no.js';
import { asSaid } from '../as-said.js';
import type { BrowserCommand, Plan } from '../browser-command.js';
import { openNamed, OWN_THINGS } from './click.commands.js';
import { isVisible } from '../visible.js';

/** A name of a site has fewer words than a sentence. */
const MAX_NAME_WORDS = 6;
const NEW_TAB = /^up |^a new (?:tab|window) (?:and (?:go to|open|find)|to|with|at|for) /;
const WHERE = / (?:for me|please|now|in (?:a new|this|the same|another) (?:tab|window))$/;
const IN_NEW_TAB = /\bin (?:a new|another) (?:tab|window)\b/i;
/** A link that opens here may take the user away from what they have written. */
const ONLY_HERE = 'I can open a link only in this tab. To do that, say open and its name.';
const NOT_A_PLACE =
  /^(?:bed|sleep|work|hell|jail|the (?:next|last|previous) question|it|that|this|them|there|here|up|the door|a file|my mind|your mind|settings|(?:my |the )?(?:bookmarks?|history|downloads?|settings|extensions|add ons|mail|email|inbox|calendar|schedule))$/;
const UNKNOWN = /^I don't know the site "(.+)"\. Shall I search the web for it\?$/;

export const openCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.open.search-instead',
    tool: 'search_web',
    after: UNKNOWN,
    templates: [],
    alsoUnderstood: [`(${YES}|search)`],
    plan(_slots, context) {
      const [, query] = UNKNOWN.exec(lastAnswer(context)) ?? [];
      return query ? (browser) => browser.act(`Searched for "${query}"`, 'search_web', { query }) : undefined;
    },
  },
  {
    name: 'browser.open',
    tool: 'open_url',
    templates: ['open {what:site}', '(go|navigate|take me) to {what:site}'],
    alsoUnderstood: [
      '(visit|browse to|pull up|bring up|open up|launch|load|show me|start) {what:site}',
      'open a new (tab|window) (and go to|and open|to|with|at|for) {what:site}',
      'go to a new (tab|window) and (find|open|go to) {what:site}',
    ],
    plan: ({ what = '' }, context) => open(what, context),
  },
];

function open(what: string, context: SkillContext): Plan | undefined {
  const { sentence, hasModel } = context;
  const name = what.replace(NEW_TAB, '').replace(WHERE, '');
  const place = address(name, sentence);
  // What the page shows by that name, unless it is a site.
  // "Open the menu" is about a control, also where none is called so.
  if (!place && ((isVisible(name, context) && !isOwn(sentence)) || isKind(name)))
    return IN_NEW_TAB.test(sentence) ? () => ONLY_HERE : openNamed(name);
  if (!place) {
    const isName = name.split(' ').length <= MAX_NAME_WORDS && !NOT_A_PLACE.test(name);
    if (hasModel || !isName || !/^\W*(?:open|go to|navigate to|take me to|visit|browse to)\b/i.test(sentence))
      return undefined;
    return () => `I don't know the site "${asSaid(sentence, name)}". Shall I search the web for it?`;
  }
  const isHere =
    /\b(?:this|same) tab\b/i.test(sentence) ||
    (/\b(?:go|navigate|take me) to\b/i.test(sentence) && !/\bnew\b/i.test(sentence));
  const args = { url: place.url, ...(isHere ? {} : { new_tab: true }) };
  return (browser) => browser.act(`Opened ${place.name}`, 'open_url', args);
}

const isKind = (name: string): boolean =>
  CONTROL_KINDS.some(({ said, typed }) => !typed && said.test(name.replace(/^(?:the|this|that|a) /, '')));

/** "Start timer" is about a timer of the user's, also where the page has one. */
const isOwn = (sentence: string): boolean => /\bstart\b/i.test(sentence) && OWN_THINGS.test(sentence);

/** A site by its name, or an address that is spelt or written. */
function address(name: string, sentence: string): { url: string; name: string } | undefined {
  const site = siteNamed(name);
  if (site) return { url: site.url, name: site.names[0]! };
  const [written] = writtenAddresses(sentence);
  const url = written ?? spokenAddress(name);
  return url ? { url, name: url } : undefined;
}
