import { BROWSER_REASONS } from './browser-reasons.js';
import type { Refusal } from './refusal.js';

/** What needs the browser or its page, and no command of the browser does. */
export const browserRefusals: readonly Refusal[] = [
  {
    ...{ kind: 'page.ask', best: 'page', ...BROWSER_REASONS.see },
    samples: 24,
    templates: [
      'who wrote (this page|this article|the article)',
      '(translate|describe) (this page|the page|this article)',
    ],
    alsoUnderstood: [
      'read [me] the comments (of|on) (this|the) page',
      'can you see (my screen|this page|the page)',
      'translate (this page|the page|this article|this selection|the selection|selection|the selected text) [{rest}]',
      'describe (this|the) (picture|image|photo) [{rest}]',
    ],
  },
  {
    ...{ kind: 'browser.tabs', best: 'tool' },
    reason: "I can't do that with tabs and windows.",
    nearest: 'I can open, close, reopen and list tabs, and switch between them.',
    templates: [],
    alsoUnderstood: [
      '(open|new|create) [(a|an|another)] [(new|private|incognito)] (window|incognito tab|private tab|incognito window)',
      'close [(the|this|all|all the|all my|every|other)] (window|windows)',
      '(quit|exit|minimize|maximize|hide|zoom) [(the|this)] (browser|window|chrome|firefox|edge)',
      '(quit|exit|close) (the browser|chrome|firefox|edge)',
      '(minimize|maximize)',
      '(pin|unpin|move|sort|group|ungroup|reorder|gather|collect|combine|merge|select) [(the|this|my|all|all the|these|selected|first|last)] [{which:word}] [{more:word}] (tab|tabs) [{rest}]',
      '(pin|unpin) (this|it)',
      'combine [all] [the] windows [{rest}]',
      'undo (close window|window close)',
      '(mute|unmute) all [the] tabs',
    ],
  },
  {
    ...{ kind: 'browser.navigate', best: 'tool' },
    reason: "I can't do that in the browser.",
    nearest: 'Its own menu and shortcuts can.',
    templates: ['(save|print|share) (this|the) page'],
    alsoUnderstood: [
      'go home',
      '(remove|delete) [(this|the)] (bookmark|bookmarks) [from (this|the) page]',
      'save [(this page|the page|page|this)] (as|to) {rest}',
      '(save|print|download) [(this|the)] (page|tab|it|site|article)',
      '(save|pocket) (this|page) [to] [pocket]',
      '(view|show|open) [(the|this)] (page source|source code|source|html|html source)',
      '(print|download) (this|it)',
      '[(show|open|view|clear|delete)] [(my|all|all my|the)] (bookmarks|history|downloads|cookies|browsing history|browser history|extensions|add ons)',
      '(clear|delete) (the cache|the history|cookies|my data)',
      'copy (this|the|an) (image|picture|photo)',
      'open [(the|my)] (home page|homepage|sidebar|reader mode|reading mode|settings|browser settings|developer tools)',
      '(open|close|toggle|show|view) [(the|bookmarks)] sidebar',
      '(open|start|launch) [(the|a)] (slideshow|presentation)',
      '(right click|context menu) [{rest}]',
      'save this to pocket',
    ],
  },
  {
    ...{ kind: 'browser.click', best: 'tool', ...BROWSER_REASONS.click },
    withTool: {
      tool: 'click',
      reason: "I can't do that on a page.",
      nearest: 'Say click and a name, type and your words, or show numbers.',
    },
    templates: [],
    alsoUnderstood: [
      '(log|sign) (me in|in|out|up) [(to|of|for) {topic}]',
      '(fill|fill in|fill out) {topic}',
      '(cut|highlight|select) (this|the text|the link|the selection|this paragraph) [{topic}]',
      '(next|previous) (link|heading|button|result|search result)',
    ],
  },
  {
    ...{ kind: 'browser.media', best: 'tool' },
    reason: "I can't choose songs or videos.",
    nearest: 'I can play, pause and mute what is on the page.',
    samples: 24,
    templates: ['(next|skip|skip this|previous) (song|track|video)'],
    alsoUnderstood: [
      'start over',
      'turn (on|off) (the subtitles|subtitles|captions|the captions|the music)',
      'shuffle (my music|the playlist|my playlist|this)',
      'go back to the (last|previous) (song|track|video)',
      '[play] [the] (next|previous) (song|track|video)',
      'turn the (music|tv|radio|video) [volume] (up|down)',
      'make the (music|video|tv) (louder|quieter)',
      '(mute|unmute) the (tv|radio)',
      'skip the (ad|ads|song|track|video)',
      '(repeat|loop) this (song|track|video)',
      'add this (song|track|video) to my playlist',
      'watch {topic}',
    ],
  },
];

const UNKNOWN_PLACE = {
  tool: 'open_url',
  reason: "I don't know where that is.",
  nearest: 'Say open and the name of a site, or click and the name of a link.',
};

/** Opening a page: last, because nearly everything can be opened. */
export const openRefusals: readonly Refusal[] = [
  {
    ...{ kind: 'browser.open.other', ...BROWSER_REASONS.open, withTool: UNKNOWN_PLACE },
    best: ({ what = '' }) => (what.split(' ').length > MAX_NAME_WORDS ? 'model' : 'tool'),
    templates: [],
    alsoUnderstood: ['open {what:site}'],
  },
  {
    ...{ kind: 'browser.go-to', ...BROWSER_REASONS.open, withTool: UNKNOWN_PLACE },
    best: ({ what = '' }) => (PAGE_LIKE.test(what) ? 'tool' : 'model'),
    templates: [],
    alsoUnderstood: [
      '(go|navigate|take me) to {what:site}',
      '(visit|browse to|pull up|bring up|launch) {what:site}',
    ],
  },
];

/** Longer texts after "open" name no page. */
const MAX_NAME_WORDS = 6;

/** Pages in `go to …`, as opposed to the next question or to bed. */
const PAGE_LIKE =
  /\b(?:com|org|net|dot|site|website|page|google|youtube|gmail|amazon|facebook|twitter|reddit|wikipedia|netflix)\b/;
