import { records } from '../../../tools/tools.port.js';
import { quoted } from '../../../common/text/quoted.js';
import { matchPassage } from '../article/match-passage.js';
import { asSaid } from '../as-said.js';
import type { BrowserCommand, Plan } from '../browser-command.js';
import { BrowserError, memoryOf, NOTHING_TOLD, type Browser } from '../browser.js';
import { notDone } from '../../action-outcome.js';
import { lastAnswer } from '../../last-question.js';
import { told, type Told, type ToolResult } from '../outcome.js';

/** Of what is surely looked for on the page. */
const MAX_FOUND_WORDS = 2;

const HOW_TO_GO_ON = ' Say next match for the next one.';

/** What is looked for elsewhere than on the page. */
const ELSEWHERE =
  /\b(?:near me|nearby|online|my (?:phone|keys|notes?|timers?|alarms?)|tab|for me|out (?:if|what|when|who|how|about|more))\b|^(?:a|an|some|me|my|out) /;

export const findCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.find.turn',
    tool: 'scroll',
    templates: [],
    alsoUnderstood: [
      '[(go to|show|find|jump to)] [the] {way=next|previous} (match|occurrence|hit|mention|1|find)',
      'find {way=next|previous|again}',
    ],
    plan:
      ({ way = 'next' }) =>
      (browser) =>
        turn(browser, way === 'previous' ? -1 : 1),
  },
  {
    // "Next" alone, right after a match was read.
    name: 'browser.find.turn-alone',
    onPage: 'before',
    tool: 'scroll',
    templates: [],
    alsoUnderstood: ['[and] [the] {way=next|previous}'],
    plan({ way }, context) {
      const { found } = memoryOf(context);
      if (!found?.contexts[found.at]) return undefined;
      const read = passage(found.contexts[found.at]!, found.text);
      const said = lastAnswer(context);
      if (said !== read && !said.endsWith(`${read}${HOW_TO_GO_ON}`)) return undefined;
      return (browser) => turn(browser, way === 'previous' ? -1 : 1);
    },
  },
  {
    name: 'browser.find',
    tool: 'find_in_page',
    reason: 'find',
    samples: 20,
    templates: ['find {text:word} on (this|the) page'],
    alsoUnderstood: [
      '(find|search for|look for|highlight|locate|search) {text:topic} (on|in) (this|the) (page|article|text|site|document|screen)',
      '(search|look) (on|in|through) (this|the) (page|article|text|document) for {text:topic}',
      '(search|look) [(this|the)] (page|article|text|document) for {text:topic}',
      '(find|highlight|search for|look for) {text:topic} on page',
      '(find|highlight) (the|every) (word|words|phrase|text) {text:topic}',
      'where does [(it|this page|the page|the article)] (say|mention|talk about) {text:topic}',
      'does (this page|the page|this article|it) (say|mention|contain) {text:topic}',
    ],
    plan: ({ text = '' }, { sentence }) => find(text, sentence),
  },
  {
    name: 'browser.find.on-page',
    tool: 'find_in_page',
    reason: 'find',
    templates: [],
    alsoUnderstood: ['(find|search) (on|in) (this|the) page', '(find|search) [this] page'],
    plan: () => () => 'What shall I find? Say for example: find refunds.',
  },
];

/** Finds on the page what is named as nothing else. */
export const findAnyCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.find.any',
    tool: 'find_in_page',
    samples: 12,
    templates: ['find {text:topic}'],
    // "Find the best restaurant in town" is for a model.
    plan({ text = '' }, { sentence, hasModel }) {
      if (ELSEWHERE.test(text) || (hasModel && text.split(' ').length > MAX_FOUND_WORDS)) return undefined;
      return find(text, sentence);
    },
  },
];

const find =
  (slot: string, sentence: string): Plan =>
  (browser) =>
    findAndRead(browser, asSaid(sentence, slot.replace(/^the (?:word|words|phrase) /, '')));

/** Shows the first match and reads its passage. */
async function findAndRead(browser: Browser, text: string): Promise<Told> {
  const result = await browser.read('find_in_page', { text });
  const matches = records(result['matches']).map(({ ref, context }) => ({
    ref: String(ref),
    context: typeof context === 'string' ? context : '',
  }));
  const total = totalOf(result);
  const [first] = matches;
  if (total === 0) return notDone(`I find no "${text}" on this page.`);
  browser.memory.found = {
    text,
    refs: matches.map(({ ref }) => ref),
    contexts: matches.map(({ context }) => context),
    at: 0,
  };
  const count = total === 1 ? 'Once' : `${total} times`;
  if (!first) return `${count}.`;
  return `${count}. ${passage(first.context, text)}${matches.length > 1 ? HOW_TO_GO_ON : ''}`;
}

/** How often a text was found. @throws BrowserError if the result does not say it */
export function totalOf({ total, matches }: ToolResult): number {
  if (Number.isSafeInteger(total)) return Number(total);
  if (Array.isArray(matches)) return matches.length;
  throw new BrowserError(NOTHING_TOLD);
}

async function turn(browser: Browser, step: 1 | -1) {
  const { found } = browser.memory;
  if (!found || found.refs.length === 0) return 'Say first what to find, such as: find refunds.';
  if (found.refs.length === 1) return `There is only one "${found.text}".`;
  found.at = (found.at + step + found.refs.length) % found.refs.length;
  const result = await browser.call('scroll', { ref: found.refs[found.at]! });
  const outcome = told({ ...result, changed: 'the match is in view' }, `Match ${found.at + 1}`);
  return typeof outcome !== 'string' && outcome.sound === 'done'
    ? passage(found.contexts[found.at]!, found.text)
    : outcome;
}

/** The passage of a match as quoted sentences. */
function passage(context: string, text: string): string {
  const said = matchPassage(context, text);
  return quoted(/[.?!…]$/.test(said) ? said : `${said}.`);
}
