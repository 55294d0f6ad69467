/** The names on a page that can be said well: a command with one of them works when it is repeated. */
import { FUNCTION_WORDS, GRAVE } from '../../../language/en/browser/control-words.js';
import { loneNumber } from '../../../language/en/browser/number-homophones.js';
import { normalize } from '../../../language/en/normalize.js';
import { OWN_THINGS } from '../commands/click.commands.js';
import { findControls } from '../controls/match.js';
import { isDisabled, wordsOf, type Control } from '../controls/snapshot.js';
import { isNamed } from '../visible.js';

/** A whole name of more is long to say. */
const MAX_WORDS = 5;
const MAX_CHARS = 40;
/** How many words of a longer name are tried, the best first. */
const BEGINNINGS = [3, 4, 2, 5];
/** A single shorter word is misheard too often. */
const MIN_WORD_CHARS = 4;
/** Controls that are compared with all others for one answer: each costs up to a millisecond on a large page. */
const MAX_TRIES = 60;

/** A word of a language that recognisers here have sounds for. */
const WORD = /^\p{Script=Latin}+(?:['’-]\p{Script=Latin}+)*$/u;
const VOWEL = /[aeiouyà-öø-ÿ]/i;
const LAST_WORD = /[,.:;!?…]$/;
/** What may part a sentence, correct it or take it back. */
const TURNS = /\b(?:and|then|but|no|not|nope|stop|wait|sorry|never|cancel|please)\b/;
/** Said without a verb, they are for the assistant: a missed "click" would do something else. */
const FOR_ASSISTANT =
  /^(?:scroll (?:up|down)|go (?:back|forward|to sleep)|hang up|end (?:the )?call|wake up|undo|help|mute|pause|resume|repeat|more|continue|next|(?:next|previous|new|close|reopen) tab|(?:show|hide) numbers|zoom (?:in|out)|read (?:this|the) page|reload|refresh|copy|paste|forget (?:everything|all)|start over)$/;
/** May name the field of `type … in …` in another way. */
const PLACES = /\b(?:in|into|on)\b/;

/** A field for some kind of value, or with a text that an example would add to. */
const NOT_FOR_WORDS = /^(?:.* )?(?:email|tel|url|number|date|time|datetime-local|month|week|color)\b|= "[^"]/;

const PRESSED = new Set('button link menuitem tab switch checkbox radio'.split(' '));
const TYPED = new Set(['textbox', 'searchbox']);

export interface Example {
  /** As it is said: the name of a control, or its first words. */
  name: string;
  /** A field to type into. */
  isTyped: boolean;
  /** Whether "open" does the same as "click". */
  canBeOpened: boolean;
}

/**
 * One example for each control that can be called by name, those with names of several words first.
 * @param names the visible ones, the likeliest first; those that are missing in it come last
 * @param without names that need no example any more
 */
export function* examplesOf(
  controls: readonly Control[],
  names: readonly string[],
  without: ReadonlySet<string>,
): Generator<Example> {
  for (const control of inOrder(controls, names).slice(0, MAX_TRIES + without.size)) {
    const isTyped = TYPED.has(control.role);
    const name = nameToSay(control, controls, isTyped ? 'text' : 'press');
    if (name === undefined || without.has(name)) continue;
    yield { name, isTyped, canBeOpened: control.role === 'link' && isOpened(name, names) };
  }
}

const isOpened = (name: string, pagePhrases: readonly string[]): boolean =>
  isNamed(normalize(name), { pagePhrases }) && !OWN_THINGS.test(name);

/** Those that may be examples: nothing grave, nothing that is there twice. */
function inOrder(controls: readonly Control[], names: readonly string[]): Control[] {
  const places = new Map(names.map((name, place) => [wordsOf(name), place]));
  const placeOf = ({ words }: Control) => places.get(words) ?? names.length;
  const seen = new Map<string, number>();
  for (const { role, words } of controls) {
    const key = keyOf(role, words);
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return controls
    .filter(({ role, state }) => PRESSED.has(role) || (TYPED.has(role) && !NOT_FOR_WORDS.test(state)))
    .filter(({ role, words }) => words !== '' && seen.get(keyOf(role, words)) === 1)
    .filter((control) => !isDisabled(control) && isHarmless(control.words))
    .toSorted((a, b) => Number(isOneWord(a)) - Number(isOneWord(b)) || placeOf(a) - placeOf(b));
}

const isHarmless = (words: string): boolean =>
  !GRAVE.test(words) && !TURNS.test(words) && !FOR_ASSISTANT.test(words);

const keyOf = (role: string, words: string): string => `${TYPED.has(role) ? 'type' : 'press'} ${words}`;

const isOneWord = ({ words }: Control): boolean => !words.includes(' ');

/** @returns the name or its first words, if they mean this control alone; undefined if they cannot be said well */
function nameToSay(
  control: Control,
  controls: readonly Control[],
  use: 'press' | 'text',
): string | undefined {
  return beginningsOf(control.name).find((name) => {
    const words = normalize(name);
    if (words === '' || loneNumber(words) !== undefined) return false;
    if (use === 'text' && PLACES.test(words)) return false;
    // Sooner than the matcher, which takes milliseconds on a page with a thousand names.
    if (beginSeveral(words, controls)) return false;
    const found = findControls(words, controls, use);
    return found.certainty === 'sure' && found.controls.length === 1 && found.controls[0] === control;
  });
}

const beginSeveral = (words: string, controls: readonly Control[]): boolean => {
  const begun = controls.filter((control) => control.words.startsWith(words));
  return begun.length > 1 && begun.every((control) => control.words !== words);
};

/** The whole name if it is short and in plain words, else its first words. */
function beginningsOf(name: string): string[] {
  const all = name.replace(/^[^\p{L}\p{N}]+/u, '').split(/\s+/u);
  const words: string[] = [];
  for (const written of all) {
    const word = written.replace(LAST_WORD, '');
    if (!WORD.test(word) || !(VOWEL.test(word) || FUNCTION_WORDS.has(word.toLowerCase()))) break;
    words.push(word);
    if (word !== written || words.length > MAX_WORDS) break;
  }
  const whole = words.join(' ');
  const isWhole = words.length === all.length && words.length <= MAX_WORDS && whole.length <= MAX_CHARS;
  if (isWhole) return words.length > 1 || isLongWord(whole) ? [whole] : [];
  return BEGINNINGS.filter((count) => count <= words.length && !isFunctionWord(words[count - 1]!))
    .map((count) => words.slice(0, count).join(' '))
    .filter((beginning) => beginning.length <= MAX_CHARS);
}

const isFunctionWord = (word: string): boolean => FUNCTION_WORDS.has(word.toLowerCase());

const isLongWord = (word: string): boolean => word.length >= MIN_WORD_CHARS && !isFunctionWord(word);
