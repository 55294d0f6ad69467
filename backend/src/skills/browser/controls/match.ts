/** Finds the control that a person names. */
import { FUNCTION_WORDS, GRAVE, type ControlKind } from '../../../language/en/browser/control-words.js';
import { isDisabled, isIn, type Control } from './snapshot.js';
import { soundDistance } from './sound.js';
import { readTargets, type Target } from './target.js';

export interface MatchOptions {
  /** Up to this distance (see `soundDistance`) a control is used at once, if no other is nearly as near. */
  sure: number;
  /** Up to this distance it is offered: "Did you mean …?". */
  lessSure: number;
  /** Another control within this distance of the nearest one makes it unsure. */
  margin: number;
  /** A shorter phrase, in letters, is not sure by its sound: "replay" may be "reply". */
  minSureChars: number;
  /** A shorter one is matched by its letters only: too much sounds like it. */
  minSoundChars: number;
}

export const MATCH_DEFAULTS: Readonly<MatchOptions> = {
  // Of 80 names as they are misheard, 69 are within 0.18 and 76 within 0.32. Of 71 other phrases that resemble a name, 7
  // are within 0.18, of which minSureChars leaves 3, and 20 more within 0.32. sound.spec.ts has examples.
  sure: 0.18,
  lessSure: 0.32,
  margin: 0.1,
  minSureChars: 8,
  minSoundChars: 4,
};

/** What the control is for: several that match are told apart by it. */
export type Use = 'press' | 'open' | 'text' | 'check' | 'choose' | 'set' | 'any';

const ROLES: Readonly<Record<Exclude<Use, 'any' | 'open'>, ReadonlySet<string>>> = {
  press: new Set(
    'button link menuitem menuitemcheckbox menuitemradio tab switch checkbox radio option clickable treeitem'.split(
      ' ',
    ),
  ),
  text: new Set(['textbox', 'searchbox', 'combobox', 'spinbutton']),
  check: new Set(['checkbox', 'switch', 'radio', 'menuitemcheckbox', 'menuitemradio', 'option']),
  choose: new Set(['combobox', 'listbox', 'radiogroup']),
  set: new Set(['slider', 'spinbutton', 'textbox', 'combobox', 'scrollbar']),
};

export type Found =
  /** One: use it. Several: ask which. `isWhole`: they are called exactly so. */
  | { certainty: 'sure'; controls: readonly Control[]; isWhole: boolean }
  | { certainty: 'less sure'; controls: readonly Control[] }
  /** Those that are nearest, at most three. */
  | { certainty: 'none'; controls: readonly Control[] };

const NEAREST = 3;
/** On the distance to the beginning of a name. */
const BEGINNING_PENALTY = 0.05;

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

/**
 * @param phrase a normalized phrase, such as `the sign in button`
 * @param controls in the order of the page
 */
export function findControls(
  phrase: string,
  controls: readonly Control[],
  use: Use = 'any',
  options: MatchOptions = MATCH_DEFAULTS,
): Found {
  // To open something is never to tick its box.
  if (use === 'open') return findControls(phrase, controls.filter(isNoBox), 'press', options);
  const readings = readTargets(phrase);
  const fits = readings.flatMap((target) => fitsOf(target, controls)).toSorted((a, b) => a.fit - b.fit);
  const [best] = fits;
  if (!best) return bySound(readings, controls, use, options);
  const found = narrowed(best.controls, use);
  if (best.fit >= PART && best.controls.some(({ words }) => GRAVE.test(words)))
    return { certainty: 'less sure', controls: found };
  return { certainty: 'sure', controls: found, isWhole: best.fit <= OTHER_KIND };
}

const isNoBox = ({ role }: Control): boolean => !ROLES.check.has(role) || role === 'option';

/** The controls that fit one reading best. */
function fitsOf(target: Target, controls: readonly Control[]): Fits[] {
  const { words, kind, position, isNumbered, isWhole } = target;
  if (words === '') {
    const found = kind ? controls.filter((control) => isOfKind(control, kind)) : [];
    return placed({ fit: kind?.typed ? fitOfTyped(kind.typed, found) : WHOLE, controls: found }, position);
  }
  const scored = controls.flatMap((control) => {
    const fit = fitOf(words, control);
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

function fitOf(target: string, { words }: Control): number | undefined {
  if (words === '') return undefined;
  if (words === target || words.replaceAll(' ', '') === target.replaceAll(' ', '')) return WHOLE;
  const meant = target.split(' ').filter((word) => !FUNCTION_WORDS.has(word));
  if (meant.length === 0 || SHORT.test(target)) return undefined;
  if (words.startsWith(`${target} `)) return BEGINNING;
  if (` ${words} `.includes(` ${target} `)) return PART;
  return meant.length > 1 && isSpread(target.split(' '), words.split(' ')) ? SPREAD : undefined;
}

/** Whether the words stand in that order, with others between them. */
function isSpread(wanted: readonly string[], words: readonly string[]): boolean {
  let at = 0;
  for (const word of words) if (word === wanted[at]) at++;
  return at === wanted.length;
}

/** Of several, those that can be used and that are for this use. */
function narrowed(controls: readonly Control[], use: Exclude<Use, 'open'>): readonly Control[] {
  const only = (keep: (control: Control) => boolean, among: readonly Control[]) => {
    const kept = among.filter(keep);
    return kept.length > 0 ? kept : among;
  };
  const named = new Set(controls.filter(({ role }) => role !== 'clickable').map(({ words }) => words));
  // A box that only scripts make clickable mostly labels the control of its name.
  const proper = controls.filter(({ role, words }) => role !== 'clickable' || !named.has(words));
  const enabled = only((control) => !isDisabled(control), proper);
  return use === 'any' ? enabled : only(({ role }) => ROLES[use].has(role), enabled);
}

function bySound(
  readings: readonly Target[],
  controls: readonly Control[],
  use: Exclude<Use, 'open'>,
  { sure, lessSure, margin, minSureChars, minSoundChars }: MatchOptions,
): Found {
  const phrases = readings.filter(
    ({ words, position, isWhole }) => words !== '' && position === undefined && !isWhole,
  );
  const near = controls
    .filter((control) => !isDisabled(control) && control.words !== '')
    .map((control) => ({ control, distance: distanceTo(control, phrases) }))
    .sort((a, b) => a.distance - b.distance);
  const [first] = near;
  if (!first) return { certainty: 'none', controls: [] };
  const chars = Math.max(0, ...phrases.map(({ words }) => words.length));
  const alike = near.filter(({ distance }) => distance <= first.distance + margin);
  const found = narrowed(
    alike.map(({ control }) => control),
    use,
  );
  const isGrave = found.some(({ words }) => GRAVE.test(words));
  if (chars < minSoundChars || first.distance > (isGrave ? sure : lessSure))
    return { certainty: 'none', controls: near.slice(0, NEAREST).map(({ control }) => control) };
  const isSure = first.distance <= sure && chars >= minSureChars && !isGrave;
  return isSure
    ? { certainty: 'sure', controls: found, isWhole: false }
    : { certainty: 'less sure', controls: found };
}

/** The distance to a name or to its beginning. What is grave sounds like nothing that is not. */
function distanceTo({ words }: Control, phrases: readonly Target[]): number {
  const name = words.split(' ');
  return Math.min(
    ...phrases
      .filter((phrase) => GRAVE.test(phrase.words) === GRAVE.test(words))
      .map((phrase) =>
        Math.min(
          soundDistance(phrase.words, words),
          ...beginningsOf(name, 2 * phrase.words.split(' ').length).map(
            (beginning) => soundDistance(phrase.words, beginning) + BEGINNING_PENALTY,
          ),
        ),
      ),
    1,
  );
}

/** The beginnings of up to so many words, without the whole. A recogniser may write one word as two. */
const beginningsOf = (name: readonly string[], maxWords: number): string[] =>
  name.slice(0, Math.min(maxWords, name.length - 1)).map((_, i) => name.slice(0, i + 1).join(' '));
