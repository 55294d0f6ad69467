import { searchAddress, siteNamed } from '#sites';
import { asSaid } from '../as-said.js';
import type { BrowserCommand, Plan } from '../browser-command.js';
import type { Slots } from '../../engine/intent.js';

/** "Search me" is a saying, and the user's own notes are not searched for on the web. */
const NOT_A_QUERY =
  /^(?:my (?:notes?|lists?|timers?|alarms?|reminders?)\b.*|me|it|this|that|for|us|him|her|them|on|the web|the internet|something|(?:your|my|his|her|our|their) (?:heart|soul|mind|memory|feelings|pockets?|bag))$/;
const ONLINE = / (?:online|(?:on|in) (?:the (?:web|internet)|google)|up on the web)$/;
const WEB = /^(?:the )?(?:web|internet|net|google|online)$/;

export const searchCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.search.site',
    tool: 'open_url',
    templates: [],
    alsoUnderstood: [
      '(search for|look up|look for|search|look|find) {query:topic} (on|in|at) [(my|the)] {site:website}',
      '(do|run) a search (on|in) {site:website} for {query:topic}',
      'do a search for {query:topic} on {site:website}',
      'search [(in|on)] [my] {site:website} for {query:topic}',
      '(show me|show|search for|find) [some] {site=images|pictures|photos} of {query:topic}',
      '{site=images|pictures} of {query:topic}',
      '{site=youtube|wikipedia|amazon|reddit} {query:topic}',
    ],
    plan: (slots, { sentence }) => onSite(slots, sentence),
  },
  {
    name: 'browser.search.at-site',
    tool: 'open_url',
    templates: [],
    alsoUnderstood: [
      '(open|open up|go to|visit) [(my|the)] {site:website} (and|then|and then) (search for|look up|look for|find|search) {query:topic}',
    ],
    plan: (slots, { sentence }) => onSite(slots, sentence),
  },
  {
    name: 'browser.search',
    tool: 'search_web',
    reason: 'search',
    samples: 30,
    templates: ['search [the web] for {query:topic}', 'google {query:topic}'],
    alsoUnderstood: [
      'search (the web|the internet|google|online|bing|duckduckgo|on the web|on the internet) for {query:topic}',
      '(do|run|make) a [(web|google|internet)] search for {query:topic} [(on the web|online)] [for me]',
      'google search [for] {query:topic}',
    ],
    plan: ({ query = '' }, { sentence }) => web(query.replace(ONLINE, ''), sentence),
  },
  {
    name: 'browser.search.any',
    tool: 'search_web',
    samples: 12,
    templates: ['look up {query:topic}'],
    alsoUnderstood: [
      '(search|search up|web search [for]) {query:topic}',
      '(search|search the web|search online|do a search|google)',
    ],
    plan({ query }, { sentence }) {
      if (query === undefined)
        return () => 'What shall I search for? Say for example: search for cheap flights.';
      return NOT_A_QUERY.test(query) ? undefined : web(query, sentence);
    },
  },
];

function web(slot: string, sentence: string): Plan | undefined {
  const query = asSaid(sentence, slot);
  if (NOT_A_QUERY.test(slot)) return undefined;
  return (browser) => browser.act(`Searched for "${query}"`, 'search_web', { query });
}

/** On the site's own search page. A site without one, or that is not known, is no site. */
function onSite({ site = '', query = '' }: Slots, sentence: string): Plan | undefined {
  const name = /^(?:pictures|photos)$/.test(site) ? 'images' : site;
  if (WEB.test(name) || query === '') return undefined;
  const found = siteNamed(name);
  const words = asSaid(sentence, query);
  const url = found && searchAddress(found, words);
  if (!url) return undefined;
  return (browser) =>
    browser.act(`Searched for "${words}" on ${found.names[0]!}`, 'open_url', { url, new_tab: true });
}
