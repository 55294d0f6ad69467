import type { Refusal } from './refusal.js';

const SEE_HELP = 'Say help to hear what I can do.';

/** Longer texts after "open" name no page. */
const MAX_NAME_WORDS = 6;

/** Pages in `go to …`, as opposed to the next question or to bed. */
const PAGE_LIKE =
  /\b(?:com|org|net|dot|site|website|page|google|youtube|gmail|amazon|facebook|twitter|reddit|wikipedia|netflix)\b/;

/** What needs the browser or the page in it. */
export const browserRefusals: readonly Refusal[] = [
  {
    kind: 'page.read',
    best: 'page',
    reason: "I can't see web pages yet.",
    nearest: SEE_HELP,
    samples: 24,
    templates: [
      'read (this page|the page|this article|the article|it|the selection|this) [(to me|aloud|out loud)]',
      'read this page to me',
    ],
  },
  {
    kind: 'page.summarize',
    best: 'page',
    reason: "I can't see web pages yet.",
    nearest: SEE_HELP,
    samples: 24,
    templates: [
      'summarize this page',
      '(summarize|sum up|explain) (this page|the page|this article|the article|this|the selection|the text)',
      'give me a summary [of (this page|the page|this article)]',
    ],
  },
  {
    kind: 'page.ask',
    best: 'page',
    reason: "I can't see web pages yet.",
    nearest: SEE_HELP,
    samples: 24,
    templates: [
      'what is (this page|the page|this article|this site|this website) about',
      'what does (this page|the page|this article|it) say',
      'who wrote (this page|this article|the article)',
      '(translate|describe) (this page|the page|this article)',
      'how many (links|images|words) are on this page',
      'what is (on this page|on the page|on the screen|on my screen|the title of this page)',
    ],
    alsoUnderstood: [
      'what (page|site|website|tab) (am i on|is this|is open)',
      'what (am i looking at|do you see)',
      'can you see (my screen|this page|the page)',
      'read [me] the (title|headlines|headings|links|comments) (of|on) (this|the) page',
      'translate (this page|the page|this article|the selection|the selected text) [{rest}]',
      'describe (this|the) (picture|image|photo) [{rest}]',
    ],
  },
  {
    kind: 'browser.tabs',
    best: 'tool',
    reason: "I can't control tabs yet.",
    nearest: 'Control or Command with T opens one, with W closes it.',
    samples: 24,
    templates: [
      'open (a|another) [new] (tab|window)',
      'close (this|the|that) [current] (tab|window)',
      '(go to|switch to|show) [the] (next|previous|last|first|other) tab',
      '(next|previous) tab',
      '(mute|pin|duplicate|reload|refresh) (this|the) (tab|page)',
      'reopen the [last] closed tab',
      '(list|show) my tabs',
    ],
    alsoUnderstood: [
      '(new|close) (tab|window)',
      'close (all|all the|all my|the other|every) (tabs|tab|windows|other tabs)',
      'open an incognito (tab|window)',
      '(how many|which|what) tabs (are|do i have) open',
      '(close|quit|exit|minimize|maximize) (the browser|the window|chrome|firefox)',
      'switch (tabs|to the {topic} tab)',
      'undo close tab',
      '(unpin|unmute|move|sort|group|reorder) (the|this|my|all) (tab|tabs) [{rest}]',
    ],
  },
  {
    kind: 'browser.navigate',
    best: 'tool',
    reason: "I can't control the browser yet.",
    nearest: 'Its own buttons and shortcuts still work.',
    samples: 24,
    templates: [
      'go (back|forward|home)',
      'go back to the (previous|last) page',
      '(next|previous) page',
      '(bookmark|save|print|share) (this|the) page',
    ],
    alsoUnderstood: [
      '(reload|refresh) [(it|this)]',
      'go (back|forward) (a|1) page',
      'add (this page|this|it) to my (bookmarks|favorites|reading list)',
      '(remove|delete) this bookmark',
      'save (this page|the page|this) (as|to) {rest}',
      '(view|show) the (page source|source code|source)',
      '(bookmark|print|download) (this|it)',
      '(show|clear|delete) my (bookmarks|history|downloads|cookies|browsing history)',
      '(clear|delete) (the cache|the history|cookies)',
    ],
  },
  {
    kind: 'browser.scroll',
    best: 'tool',
    reason: "I can't scroll or zoom pages yet.",
    nearest: 'The space bar scrolls down, with Shift it scrolls up.',
    samples: 24,
    templates: [
      'scroll (down|up) [(a little|a bit|more|further)]',
      'scroll to the (top|bottom|end) [of the page]',
      '(page down|page up)',
      'zoom (in|out)',
      '(full screen|exit full screen)',
    ],
    alsoUnderstood: [
      '(scroll|keep scrolling|stop scrolling)',
      'scroll (left|right|to {topic})',
      'make (it full screen|it bigger|it smaller|the (text|page|font) (bigger|smaller|larger))',
    ],
  },
  {
    kind: 'browser.click',
    best: 'tool',
    reason: "I can't click or type on pages yet.",
    nearest: 'Mouse and keyboard still work.',
    samples: 30,
    templates: ['click [on] {link}'],
    alsoUnderstood: [
      '(double click|right click|tap|tap on|click) {link}',
      'press {link}',
      'type {topic}',
      '(fill in|fill out|submit|send) (this|the) form',
      '(log|sign) (me in|in|out|up) [to {topic}]',
      '(check|uncheck|tick) (the|this) (box|checkbox)',
      '(select all|paste|paste it|paste that)',
      '(copy|cut|highlight|select) (this|the text|the link|the selection) [{topic}]',
      'follow the link {topic}',
      'fill in {topic}',
      '(next|previous) (field|link|heading|button|result|search result)',
      'show the comments [{rest}]',
      'log out of {topic}',
    ],
    unsure: ['(push|select|choose) {link}'],
  },
  {
    kind: 'browser.find',
    best: 'tool',
    reason: "I can't search the page yet.",
    nearest: 'Control or Command with F does.',
    samples: 20,
    templates: ['find {what:word} on (this|the) page', 'find on this page'],
    alsoUnderstood: ['(find|search for|highlight) {topic} (on|in) (this|the) (page|article|text)'],
  },
  {
    kind: 'browser.media',
    best: 'tool',
    reason: "I can't control videos or music yet.",
    nearest: "The player's own buttons still work.",
    samples: 24,
    templates: [
      '(play|pause|stop|resume) the (video|music|song)',
      '(resume|start over|play)',
      '(next|skip|skip this|previous) (song|track|video)',
    ],
    alsoUnderstood: [
      '(fast forward|rewind) [it] [{topic}]',
      '(mute|unmute) (the video|the music|it)',
      'turn (on|off) (the subtitles|subtitles|captions|the captions|the music)',
      'shuffle (my music|the playlist|my playlist|this)',
      'go back to the (last|previous) (song|track|video)',
      'turn the (music|tv|radio|video) [volume] (up|down)',
      'make the (music|video|tv) (louder|quieter)',
      '(mute|unmute) the (tv|radio)',
      'skip the (ad|ads|intro|song|track|video)',
      '(repeat|loop) this (song|track|video)',
      'add this (song|track|video) to my playlist',
      'watch {topic}',
    ],
  },
];

/** Opening a page: last, because nearly everything can be opened. */
export const openRefusals: readonly Refusal[] = [
  {
    ...{ kind: 'browser.open', reason: "I can't open pages yet." },
    nearest: 'Type the address into the address bar.',
    best: ({ what = '' }) => (what.split(' ').length > MAX_NAME_WORDS ? 'model' : 'tool'),
    samples: 30,
    templates: ['open {what:site}'],
  },
  {
    ...{ kind: 'browser.go-to', reason: "I can't open pages yet." },
    nearest: 'Type the address into the address bar.',
    best: ({ what = '' }) => (PAGE_LIKE.test(what) ? 'tool' : 'model'),
    samples: 30,
    templates: ['(go|navigate|take me) to {what:site}'],
    alsoUnderstood: ['(visit|browse to|pull up|bring up|launch) {what:site}'],
  },
];
