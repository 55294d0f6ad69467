/** Finds controls by the letters of their names. */
import { FUNCTION_WORDS, type ControlKind } from '../../../language/en/browser/control-words.js';
import {
  beginsWith,
  hasPart,
  heardLetters,
  keysOf,
  PARTLY_SAID,
  wholeFit,
  type Letters,
} from './name-keys.js';
import { isDisabled, isIn, type Control } from './snapshot.js';
import type { Target } from './target.js';

/** How well a name fits, the best first: the whole name, its beginning, a part of it, its words in order. */
const WHOLE = 0;
const BEGINNING = 1;
const PART = 2;
const SPREAD = 3;
/** Added where the kind is another one than was said: people call links buttons. */
const OTHER_KIND = 0.5;
const DISABLED = 0.75;
const EPSILON = 0.01;

/** After the name that was said. */
const OWN_NUMBER = /^ (?:number )?\d/;
/** Too short to be the beginning or a part of a name. */
const SHORT = /^(?:.|\d\d)$/;

interface Fits {
  fit: number;
  controls: readonly Control[];
}

/** @returns the controls that fit the readings of a phrase best; none if no name has its letters */
export const bestByLetters = (readings: readonly Target[], controls: readonly Control[]): Fits | undefined =>
  readings.flatMap((target) => fitsOf(target, controls)).toSorted((a, b) => a.fit - b.fit)[0];

/** Whether the whole name was said, though perhaps another kind of control. */
export const isWholeFit = (fit: number): boolean => fit < OTHER_KIND + 2 * PARTLY_SAID;

/** Whether it fits the middle of a name, or words of it. */
export const isPartFit = (fit: number): boolean => fit >= PART;

/** The controls that fit one reading best. */
function fitsOf(target: Target, controls: readonly Control[]): Fits[] {
  const { words, kind, position, isNumbered, isWhole } = target;
  if (words === '') {
    const found = kind ? controls.filter((control) => isOfKind(control, kind)) : [];
    return placed({ fit: kind?.typed ? fitOfTyped(kind.typed, found) : WHOLE, controls: found }, position);
  }
  const heard = heardLetters(words);
  const scored = controls.flatMap((control) => {
    const fit = fitOf(words, heard, control);
    if (fit === undefined || (isWhole && fit !== WHOLE)) return [];
    // "Slide 4" is not the first slide in view.
    if (isNumbered && control.words.startsWith(words) && OWN_NUMBER.test(control.words.slice(words.length)))
      return [];
    const other = kind && !isOfKind(control, kind) ? OTHER_KIND : 0;
    return [{ control, fit: fit + other + (isDisabled(control) ? DISABLED : 0) }];
  });
  if (scored.length === 0) return [];
  const best = Math.min(...scored.map(({ fit }) => fit));
  // "The second read more" counts also those that only begin so.
  const limit = position === undefined ? best : Math.max(best, BEGINNING);
  const found = scored.filter(({ fit }) => fit <= limit).map(({ control }) => control);
  return placed({ fit: best, controls: found }, position);
}

/** "The email field" is the only field of that type rather than a link called "Email". */
const fitOfTyped = ({ isField }: { isField: boolean }, found: readonly Control[]): number =>
  isField && found.length === 1 ? OTHER_KIND - EPSILON : SPREAD;

function placed({ fit, controls }: Fits, position: number | undefined): Fits[] {
  if (position === undefined) return controls.length > 0 ? [{ fit, controls }] : [];
  const control = controls.at(position > 0 ? position - 1 : position);
  return control ? [{ fit, controls: [control] }] : [];
}

function isOfKind(control: Control, { roles, named, typed, isResult }: ControlKind): boolean {
  const { role, words, isHeading } = control;
  if (isResult) return roles.has(role) && isHeading;
  if (typed) return roles.has(role) && [...typed.types].some((type) => isIn(control, type));
  return roles.has(role) && (!named || role === 'searchbox' || named.test(words));
}

function fitOf(target: string, heard: readonly Letters[], control: Control): number | undefined {
  const whole = wholeFit(heard, control);
  if (whole !== undefined) return whole;
  const meant = target.split(' ').filter((word) => !FUNCTION_WORDS.has(word));
  if (meant.length === 0 || SHORT.test(target)) return undefined;
  const keys = keysOf(control);
  const some = (fits: (key: Letters, heard: Letters) => boolean): boolean =>
    keys.some((key) => heard.some((each) => fits(key, each)));
  if (some(beginsWith)) return BEGINNING;
  if (some(hasPart)) return PART;
  return meant.length > 1 && isSpread(target.split(' '), control.words.split(' ')) ? SPREAD : undefined;
}

/** Whether the words stand in that order, with others between them. */
function isSpread(wanted: readonly string[], words: readonly string[]): boolean {
  let at = 0;
  for (const word of words) if (word === wanted[at]) at++;
  return at === wanted.length;
}
