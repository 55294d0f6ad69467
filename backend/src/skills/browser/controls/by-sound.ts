/** Finds controls by the sound of their names: recognisers do not know the words of pages. */
import { FUNCTION_WORDS, GRAVE } from '../../../language/en/browser/control-words.js';
import { isDisabled, type Control } from './snapshot.js';
import { beginningsOf, heardSound, soundDistance, soundOf, type HeardSound } from './sound.js';
import type { Target } from './target.js';

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

/** A name that is further away is not what was meant: of "comet", "Home" is 0.56 away, and of "log in", "Sign in" 0.5. */
const NEAR = 0.55;
/** A longer name is not called by its first letter. */
const MAX_INITIAL_CHARS = 5;

/** On the distance to the beginning of a name. */
const BEGINNING_PENALTY = 0.05;

export interface Near {
  control: Control;
  distance: number;
}

interface Heard {
  sound: HeardSound;
  words: number;
  isGrave: boolean;
}

/** The phrases of readings that may be names. */
const namesIn = (readings: readonly Target[]): Target[] =>
  readings.filter(({ words, position, isWhole }) => words !== '' && position === undefined && !isWhole);

/** @returns the letters of the longest name among the readings, spaces included */
export const longestName = (readings: readonly Target[]): number =>
  Math.max(0, ...namesIn(readings).map(({ words }) => words.length));

/** @returns the controls that can be used and have a name, the nearest first */
export function bySound(readings: readonly Target[], controls: readonly Control[]): Near[] {
  const phrases = [...new Set(namesIn(readings).map(({ words }) => words))];
  const heard = phrases.map((words) => ({
    sound: heardSound(words),
    words: words.split(' ').length,
    isGrave: GRAVE.test(words),
  }));
  return controls
    .filter((control) => !isDisabled(control) && control.words !== '')
    .map((control) => ({ control, distance: distanceTo(control, heard) }))
    .sort((a, b) => a.distance - b.distance);
}

/**
 * Those that may have been meant where none is called so: they sound alike, or share a word. A single letter is near only to
 * a short name that begins with it.
 * @param found from `bySound`
 */
export function nearOf(readings: readonly Target[], found: readonly Near[]): Control[] {
  const names = namesIn(readings).map(({ words }) => words);
  const said = new Set(names.flatMap((name) => name.split(' ')).filter(isTelling));
  const isNear = ({ control: { words }, distance }: Near): boolean =>
    names.every((name) => name.length > 1)
      ? distance <= NEAR || words.split(' ').some((word) => said.has(word))
      : words.length <= MAX_INITIAL_CHARS && names.some((name) => words.startsWith(name));
  return found.filter(isNear).map(({ control }) => control);
}

const isTelling = (word: string): boolean => word.length > 2 && !FUNCTION_WORDS.has(word);

/** The distance to a name or to its beginning. What is grave sounds like nothing that is not. */
function distanceTo({ words }: Control, heard: readonly Heard[]): number {
  const isGrave = GRAVE.test(words);
  const alike = heard.filter((each) => each.isGrave === isGrave);
  if (alike.length === 0) return 1;
  const whole = soundOf(words);
  // A recogniser may write one word as two.
  const beginnings = beginningsOf(words, 2 * Math.max(...alike.map((each) => each.words)));
  let nearest = 1;
  for (const { sound, words: count } of alike) {
    nearest = Math.min(nearest, soundDistance(sound, whole, nearest));
    for (const beginning of beginnings.slice(0, 2 * count)) {
      const limit = nearest - BEGINNING_PENALTY;
      nearest = Math.min(nearest, soundDistance(sound, beginning, limit) + BEGINNING_PENALTY);
    }
  }
  return nearest;
}
