/** What can be said about the page, in the words that work. */
import type { Browser } from '../browser.js';
import { examplesOf } from './examples.js';

/** Of the examples in an answer: with the words around them, at 15 characters a second, it is about eight seconds of speech. */
const MAX_CHARS = 65;
const MAX_EXAMPLES = 3;
/** Names that a session remembers as said. */
const MAX_SAID = 300;

const SEPARATOR = ', ';
const NO_CONTROLS = 'I see nothing to click here.';
const NO_NAMES = 'What is here has no name that is easy to say.';
const ALL_SAID = 'That is all that I can name here.';
export const OFFER_OF_LABELS = 'Say show numbers, then the number.';

/** Matches an answer after which "more" asks for other examples. */
export const HAS_EXAMPLES = new RegExp(`\\b[Yy]ou can (?:also )?say: |^${ALL_SAID}`);

/** @returns what can be said, as whole sentences. @throws BrowserError if the page cannot be seen */
export async function pageHelp(browser: Browser, begin = 'You can say'): Promise<string> {
  browser.memory.examplesSaid.clear();
  const { examples, hasMore, hasControls } = await nextExamples(browser);
  const always = browser.has('scroll') ? 'scroll down' : 'read this page';
  const others = [hasControls && browser.has('show_numbers') && 'show numbers', hasMore && 'more'];
  const said = others.filter(Boolean).join(', or ');
  const none = hasControls ? NO_NAMES : NO_CONTROLS;
  const sentences = `${begin}: ${[...examples, always].join(SEPARATOR)}.`;
  return [examples.length === 0 && none, sentences, said && `Or say ${said}.`].filter(Boolean).join(' ');
}

/** The examples that were not said yet. @throws BrowserError */
export async function moreHelp(browser: Browser): Promise<string> {
  const { examples, hasMore } = await nextExamples(browser);
  if (examples.length === 0) return [ALL_SAID, labelsHelp(browser)].filter(Boolean).join(' ');
  return `You can also say: ${examples.join(SEPARATOR)}.${hasMore ? ' Or say more.' : ''}`;
}

/** A short sentence with examples of names that the text before it has not, or about numbers. @throws BrowserError */
export async function briefHelp(browser: Browser, before: string): Promise<string> {
  browser.memory.examplesSaid.clear();
  const { examples } = await nextExamples(browser, before);
  if (examples.length === 0) return labelsHelp(browser);
  return `You can say: ${examples.join(', or ')}.`;
}

/** How to click without a name; '' if that is not possible here. */
export function labelsHelp(browser: Browser): string {
  if (!browser.has('show_numbers')) return '';
  return browser.memory.numbersShown ? 'Say the number that it shows.' : OFFER_OF_LABELS;
}

/**
 * The next examples that fit, at most one of typing, which comes last.
 * @param before has names that need no example any more
 * @throws BrowserError
 */
async function nextExamples(
  browser: Browser,
  before = '',
): Promise<{ examples: string[]; hasMore: boolean; hasControls: boolean }> {
  const { memory, pagePhrases: names } = browser;
  const { controls } = await browser.look();
  const pressed: string[] = [];
  const typed: string[] = [];
  let chars = 0;
  let hasMore = false;
  for (const { name, isTyped, canBeOpened } of examplesOf(controls, names, memory.examplesSaid)) {
    if (before.toLowerCase().includes(name.toLowerCase())) continue;
    const verb = pressed.length > 0 && canBeOpened ? 'open' : 'click';
    const sentence = isTyped ? `type hello in ${name}` : `${verb} ${name}`;
    const isFull = pressed.length + typed.length === MAX_EXAMPLES || (isTyped && typed.length > 0);
    if (isFull || chars + SEPARATOR.length + sentence.length > MAX_CHARS) {
      hasMore = true;
      if (pressed.length + typed.length === MAX_EXAMPLES) break;
      continue;
    }
    chars += SEPARATOR.length + sentence.length;
    (isTyped ? typed : pressed).push(sentence);
    if (memory.examplesSaid.size < MAX_SAID) memory.examplesSaid.add(name);
  }
  return { examples: [...pressed, ...typed], hasMore, hasControls: controls.length > 0 };
}
