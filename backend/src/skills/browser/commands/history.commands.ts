import type { SkillContext, Slots } from '../../engine/intent.js';
import { lastAnswer, lastDone, READ_ALOUD } from '../../last-question.js';
import type { BrowserCommand, Plan } from '../browser-command.js';
import type { Browser } from '../browser.js';
import { errorOf, told, type Told } from '../outcome.js';
import { openPage, turnPage } from '../page-turn.js';
import { isOneName } from '../visible.js';

const GO = '(go|take me|navigate|move|get)';
const STEPS = '(page|pages|step|steps|time|times|site|sites|screen|screens)';

const PAGES = /\b(?:pages?|sites?|screens?)\b/i;

/** Each step loads a page. */
const MAX_STEPS = 10;

/** Where the browser goes, and how large it shows a page. */
export const historyCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.back',
    tool: 'go_back',
    reason: 'navigate',
    harmless: true,
    templates: ['go back', 'go back to the (previous|last) page'],
    alsoUnderstood: [
      '(go|take me|navigate|move|get) back [(a|1|to the (previous|last|prior))] (page|site|website|screen)',
      '(go|navigate) (back|backwards)',
      '(go to|back to) the (previous|last) (page|site|website)',
      'take me back',
      'back (a|1) page',
      `[${GO}] back {count} ${STEPS}`,
      '(go|navigate) back {count}',
      '(go|navigate) back {twice=twice}',
    ],
    plan: (slots, context) => travel('back', slots, context),
  },
  {
    name: 'browser.forward',
    tool: 'go_forward',
    reason: 'navigate',
    harmless: true,
    templates: ['go forward'],
    alsoUnderstood: [
      '(go|navigate|move) (forward|forwards) [(a|1)] [page]',
      'forward (a|1) page',
      'page forward',
      `[${GO}] (forward|forwards) {count} ${STEPS}`,
      '(go|navigate) (forward|forwards) {count}',
      '(go|navigate) (forward|forwards) {twice=twice}',
    ],
    plan: (slots, context) => travel('forward', slots, context),
  },
  {
    // A separate intent, because more words mostly follow.
    name: 'browser.back-or-forward',
    tool: 'go_back',
    templates: [],
    alsoUnderstood: ['{way=back|forward}', '{way=back|forward} {count}', '{way=back|forward} {twice=twice}'],
    // A button of that name is what the user sees.
    plan: ({ way = '', ...count }, context) =>
      isOneName(way, context) ? undefined : travel(way === 'back' ? 'back' : 'forward', count, context),
  },
  {
    name: 'browser.reload',
    tool: 'reload',
    reason: 'navigate',
    templates: ['(reload|refresh) (the|this) (page|tab)'],
    alsoUnderstood: [
      '(reload|refresh) [(it|this|now)]',
      '(reload|refresh|update) [(the|this)] (page|tab|site|website|window)',
      'load (the|this) page again',
    ],
    plan: () => (browser) => browser.act('Reloaded the page', 'reload'),
  },
  {
    name: 'browser.bookmark',
    tool: 'bookmark_page',
    reason: 'navigate',
    templates: ['bookmark (this|the) page'],
    alsoUnderstood: [
      'bookmark [(this|it|that|the|this current)] [(page|site|website|tab|article)]',
      '(add|save) (this|it|this page|the page|this site|this tab|this article) (to|in) [(my|the)] (bookmarks|favorites|favourites)',
      '(add|create|make|set) a bookmark [(for|of) (this|the) (page|site)]',
    ],
    plan: () => (browser) => browser.act('Bookmarked the page', 'bookmark_page'),
  },
  {
    name: 'browser.zoom',
    tool: 'zoom',
    reason: 'scroll',
    harmless: true,
    templates: ['zoom {direction=in|out}', 'reset [the] zoom'],
    alsoUnderstood: [
      'zoom {direction=in|out} [(a little|a bit|more|further|again|please|the page|this page|on this page|tab|the tab)]',
      'zoom [(the|this)] page {direction=in|out}',
      'zoom {direction=in|out} {twice=twice}',
      'make (it|this|everything|the text|the page|the font|text|the letters) {size=bigger|larger|smaller}',
      '(enlarge|increase) the (text|page|font|font size|text size|zoom)',
      '{smaller=shrink|decrease|reduce} the (text|page|font|font size|text size|zoom)',
      '{reset=normal|actual|default|original} (zoom|size|text size)',
      '{reset=reset|restore|undo} [the] (zoom|zoom level|text size)',
      'zoom [back] to {reset=normal|100 percent|default|100}',
    ],
    plan({ direction, size, smaller, reset, twice }, { sentence }) {
      const way = reset ?? (/\breset\b/i.test(sentence) ? 'reset' : undefined);
      const out = direction === 'out' || size === 'smaller' || smaller !== undefined;
      const args = { direction: way ? 'reset' : out ? 'out' : 'in' };
      const did = way ? 'Reset the zoom' : out ? 'Zoomed out' : 'Zoomed in';
      return async (browser) => {
        const first = await browser.act(did, 'zoom', args);
        const isDone = typeof first !== 'string' && first.sound === 'done';
        return twice && isDone ? browser.act(`${did} twice`, 'zoom', args) : first;
      };
    },
  },
  {
    name: 'browser.undo.text',
    tool: 'undo',
    templates: [],
    alsoUnderstood: ['(scratch|erase|delete|remove) (that|it)'],
    // Only of what was just written: "delete that" may mean anything on a page.
    plan: (_slots, context) => (/^(?:Typed|Pasted)\b/.test(lastDone(context)) ? undo : undefined),
  },
  {
    name: 'browser.undo',
    tool: 'undo',
    templates: ['undo that'],
    alsoUnderstood: [
      'undo [(it|this|the last (thing|action|step|change|one|click)|what you (did|just did)|my last action)]',
      '(take|put) (that|it) back',
      '(revert|reverse) (that|it|the last (thing|action|change))',
    ],
    plan: () => undo,
  },
  {
    name: 'browser.page-turn',
    tool: 'click',
    reason: 'navigate',
    templates: ['(next|previous) page'],
    alsoUnderstood: [
      '[(go to|show|open|turn to)] the {way=next|previous} page [of (results|the results|this list)]',
      '{way=next|previous} (page|page please|results|page of results)',
      '(click|press|tap|hit) [on] [the] {way=next|previous} page [(link|button|arrow)]',
      '(older|newer) (posts|entries|results)',
    ],
    plan: (_slots, { sentence }) => turnPage(/\b(?:next|older)\b/i.test(sentence) ? 'next' : 'previous'),
  },
  {
    name: 'browser.page-end',
    tool: 'click',
    reason: 'navigate',
    templates: [],
    alsoUnderstood: [
      '[the] {way=1st|last} page [of (results|the results|this list|the list)]',
      '(show|open|turn to|jump to) the {way=1st|last} page [of (results|the results|this list|the list)]',
      'go to the {way=1st} page [of (results|the results|this list|the list)]',
      'go to the {way=last} page of (results|the results|this list|the list)',
    ],
    plan: ({ way }) => turnPage(way === 'last' ? 'last' : 'first'),
  },
  {
    name: 'browser.page-number',
    tool: 'click',
    reason: 'navigate',
    templates: [],
    alsoUnderstood: ['[(go to|open|show|turn to|jump to|take me to)] [the] page [number] {page:count}'],
    plan: ({ page }) => openPage(Number(page)),
  },
];

const undo: Plan = async (browser) => {
  const result = await browser.call('undo');
  const { undone } = result;
  return told(result, typeof undone === 'string' ? `Undone (${undone})` : 'Undone');
};

type Way = 'back' | 'forward';

/** One step or several. */
function travel(way: Way, { count, twice }: Slots, context: SkillContext): Plan | undefined {
  // While a text is read aloud, "go back two" is about its sentences.
  if ((count ?? twice) && lastAnswer(context) === READ_ALOUD && !PAGES.test(context.sentence))
    return undefined;
  const steps = twice ? 2 : Number(count ?? 1);
  if (steps < 1) return undefined;
  if (steps > MAX_STEPS) return () => `I go ${MAX_STEPS} pages ${way} at most.`;
  return (browser) => travelSteps(browser, way, steps);
}

async function travelSteps(browser: Browser, way: Way, steps: number): Promise<Told> {
  const went = (count: number) => `Went ${way}${count > 1 ? ` ${count} pages` : ''}`;
  for (let step = 1; ; step++) {
    const result = await browser.call(way === 'back' ? 'go_back' : 'go_forward');
    const error = errorOf(result);
    if (error !== undefined && step > 1) return `${went(step - 1)}. ${error}`;
    if (error !== undefined || step === steps) return told(result, went(step));
  }
}
