import type { Intent, Slots } from '../engine/intent.js';

/** How to get a language model. */
export const GET_A_MODEL = 'Start Ollama, LM Studio or llama.cpp on this computer, and ask me again.';

const NEEDS_MODEL = "I can't answer that without a language model.";
const NO_PAGE = "I can't read the page yet. That comes with page access.";
const NO_BROWSER = "I can't control the browser yet.";
const NO_INTERNET = "I can't look things up on the internet yet.";

/**
 * Requests that the skills cannot fulfil, with the reason. They help the recogniser, and a language model
 * may fulfil some of them.
 */
export const notYetIntents: readonly Intent[] = [
  notYet('page.read', NO_PAGE, [
    'read (this page|the page|this article|the article|it|the selection|this) [(to me|aloud|out loud)]',
    'read this page to me',
  ]),
  notYet('page.summarize', NO_PAGE, [
    'summarize this page',
    '(summarize|sum up|explain) (this page|the page|this article|the article|this|the selection|the text)',
    'give me a summary [of (this page|the page|this article)]',
  ]),
  notYet('page.ask', NO_PAGE, [
    'what is (this page|the page|this article|this site|this website) about',
    'what does (this page|the page|this article|it) say',
    'who wrote (this page|this article|the article)',
    '(translate|describe) (this page|the page|this article)',
    'how many (links|images|words) are on this page',
    'what is (on this page|on the page|on the screen|on my screen|the title of this page)',
  ]),
  notYet('browser.tabs', NO_BROWSER, [
    'open (a|another) [new] (tab|window)',
    'close (this|the|that) [current] (tab|window)',
    '(go to|switch to|show) [the] (next|previous|last|first|other) tab',
    '(next|previous) tab',
    '(mute|pin|duplicate|reload|refresh) (this|the) (tab|page)',
    'reopen the [last] closed tab',
    '(list|show) my tabs',
  ]),
  notYet('browser.navigate', NO_BROWSER, [
    'go (back|forward|home)',
    'go back to the (previous|last) page',
    '(next|previous) page',
    '(bookmark|save|print|share) (this|the) page',
  ]),
  notYet('browser.scroll', NO_BROWSER, [
    'scroll (down|up) [(a little|a bit|more|further)]',
    'scroll to the (top|bottom|end) [of the page]',
    '(page down|page up)',
    'zoom (in|out)',
    '(full screen|exit full screen)',
  ]),
  notYet('browser.click', NO_BROWSER, ['click [on] {link}', '(press|push|select|choose) {link}'], 30),
  notYet(
    'notes',
    "I can't keep notes or lists yet.",
    [
      '(take|make|write) a note',
      'add {word} to my (shopping|to do) list',
      '(show|read|clear|open) my (notes|shopping list|to do list|email|calendar|messages)',
      'what is on my (shopping list|to do list|calendar)',
    ],
    12,
  ),
  notYet('browser.open', NO_BROWSER, ['open {what:site}', '(go|navigate|take me) to {what:site}'], 30),
  notYet('browser.find', NO_BROWSER, ['find {what:word} on (this|the) page', 'find on this page'], 20),
  notYet('browser.media', NO_BROWSER, [
    '(play|pause|stop|resume) the (video|music|song)',
    '(resume|start over|play)',
    'play [(some|the)] music',
  ]),
  notYet('voice.change', "I can't change my voice yet.", [
    '(speak|talk) (slower|faster|louder|quieter|up|slowly|more slowly)',
    '(slower|faster|louder|quieter)',
    '(volume up|volume down|turn it up|turn it down|turn up the volume|turn down the volume)',
  ]),
  notYet(
    'weather',
    "I can't check the weather: I have no weather service.",
    [
      'what is the weather [like] [(today|tomorrow|now|this weekend)]',
      'what is the weather [like] (in|for) {city} [(today|tomorrow)]',
      '[how is] the weather [in {city}]',
      '(is it going to|will it) rain [(today|tomorrow)]',
      '(how cold|how warm|how hot) is it [(outside|today|in {city})]',
      'what is the temperature [(outside|in {city})]',
      '(weather|weather forecast)',
    ],
    24,
  ),
  notYet(
    'alarm',
    'I can only set timers so far. Say for example: set a timer for twenty minutes.',
    [
      'set an alarm (for|at) {hour:count} [(am|pm|thirty|o clock)]',
      'wake me up at {hour:count}',
      'remind me [to {task}] at {hour:count} [(am|pm|thirty|o clock)]',
      'remind me at {hour:count} [(am|pm|thirty|o clock)] to {task}',
      'remind me to {task} [tomorrow]',
      'remind me (tomorrow|tonight|later) to {task}',
      'set (an alarm|a reminder)',
    ],
    24,
  ),
  notYet(
    'search',
    NO_INTERNET,
    [
      'search [the web] for {topic}',
      '(look up|search|find|google) {topic}',
      '[(what is|what are|tell me|read me|read)] the (news|headlines)',
    ],
    30,
  ),
  notYet(
    'exchange-rate',
    "I can't look up exchange rates yet.",
    [
      '(convert|how much is|what is) {amount} {money:currency} (to|in|into) {other:currency}',
      'how many {money:currency} (is|are|are in) {amount} {other:currency}',
    ],
    24,
  ),
  needsModel(
    'definition',
    [
      'what does [the word] {word} mean',
      'what does the word {word} mean',
      'what is the (meaning|definition) of [the word] {word}',
      'define [the word] {word}',
    ],
    ({ word = '' }) => `I have no dictionary, so I can't say what ${word} means.`,
    90,
  ),
  needsModel(
    'translation',
    [
      'translate {word} (to|into) (french|german|spanish|italian)',
      'how do you say {word} in (french|german|spanish|italian)',
      'what is {word} in (french|german|spanish|italian)',
    ],
    () => "I can't translate without a language model.",
    24,
  ),
  vague(
    'question',
    [
      '(who is|who was|who are|what is|what are|what was|tell me about|what about) {topic:subject}',
      '(why|how) (is|are|do|does|did) {topic:subject}',
      'explain {topic:subject} [to me]',
      'tell me (a story|something interesting|a fun fact|a poem)',
    ],
    60,
  ),
  vague(
    'question.other',
    ['(who|what|when|where|which|why|how|should|write|is|are|was|do|does|did) {topic:subject}'],
    0,
  ),
];

function notYet(name: string, answer: string, templates: readonly string[], samples?: number): Intent {
  return { name, best: 'model', templates, samples, answer: () => answer };
}

function needsModel(
  name: string,
  templates: readonly string[],
  reason: (slots: Slots) => string,
  samples: number,
): Intent {
  return { name, best: 'model', templates, samples, answer: (slots) => `${reason(slots)} ${GET_A_MODEL}` };
}

function vague(name: string, templates: readonly string[], samples: number): Intent {
  return { ...needsModel(name, templates, () => NEEDS_MODEL, samples), vague: true };
}
