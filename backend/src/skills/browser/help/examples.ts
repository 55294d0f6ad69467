/** The names on a page that can be said well: a command with one of them works when it is repeated. */
import { FUNCTION_WORDS, GRAVE } from '../../../language/en/browser/control-words.js';
import { loneNumber } from '../../../language/en/browser/number-homophones.js';
import { normalize } from '../../../language/en/normalize.js';
import { spokenForms } from '../../../language/en/spoken-forms.js';
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
const SIGNS_BEFORE = /^[^\p{L}\p{N}]+/u;
const VOWEL = /[aeiouyà-öø-ÿ]/i;
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

/** Those that may be examples: nothing grave. */
function inOrder(controls: readonly Control[], names: readonly string[]): Control[] {
  const places = new Map(names.map((name, place) => [wordsOf(name), place]));
  const placeOf = ({ words }: Control) => places.get(words) ?? names.length;
  return controls
    .filter(({ role, state }) => PRESSED.has(role) || (TYPED.has(role) && !NOT_FOR_WORDS.test(state)))
    .filter((control) => !isDisabled(control) && !GRAVE.test(control.words))
    .toSorted((a, b) => Number(isOneWord(a)) - Number(isOneWord(b)) || placeOf(a) - placeOf(b));
}

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
    if (TURNS.test(words) || FOR_ASSISTANT.test(words)) return false;
    if (use === 'text' && PLACES.test(words)) return false;
    // Sooner than the matcher, which takes milliseconds on a page with a thousand names.
    if (meansSeveral(words, controls, use)) return false;
    const found = findControls(words, controls, use);
    return found.certainty === 'sure' && found.controls.length === 1 && found.controls[0] === control;
  });
}

/** Whether several names begin with the words, and not exactly one field, or one other control, is called so. */
function meansSeveral(words: string, controls: readonly Control[], use: 'press' | 'text'): boolean {
  const begun = controls.filter((control) => control.words.startsWith(words));
  const called = begun.filter(
    (control) => control.words === words && TYPED.has(control.role) === (use === 'text'),
  );
  return begun.length > 1 && called.length !== 1;
}

/** What is said of a name in plain words: all of it if that is short, else its first words. */
function beginningsOf(name: string): string[] {
  const forms = spokenForms(name.replace(SIGNS_BEFORE, '')).filter(
    ({ written }) => written.length <= MAX_CHARS && written.split(' ').every(isPlain),
  );
  const whole = forms.find(({ isWhole, words }) => isWhole && words.length <= MAX_WORDS);
  if (whole) return whole.words.length > 1 || isLongWord(whole.written) ? [whole.written] : [];
  return BEGINNINGS.flatMap((count) =>
    forms.filter(({ isWhole, words }) => !isWhole && words.length === count).map(({ written }) => written),
  );
}

const isPlain = (word: string): boolean =>
  WORD.test(word) && (VOWEL.test(word) || FUNCTION_WORDS.has(word.toLowerCase()));

const isLongWord = (word: string): boolean =>
  word.length >= MIN_WORD_CHARS && !FUNCTION_WORDS.has(word.toLowerCase());
