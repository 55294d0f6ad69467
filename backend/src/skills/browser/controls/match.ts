/** Finds the control that a person names. */
import { GRAVE } from '../../../language/en/browser/control-words.js';
import { bestByLetters, isPartFit, isWholeFit } from './by-letters.js';
import { bySound, longestName, MATCH_DEFAULTS, nearOf, type MatchOptions } from './by-sound.js';
import type { Control } from './snapshot.js';
import { readTargets, type Target } from './target.js';
import { isNoBox, narrowed, type NarrowUse, type Use } from './use.js';

export type Found =
  /** One: use it. Several: ask which. `isWhole`: they are called exactly so. */
  | { certainty: 'sure'; controls: readonly Control[]; isWhole: boolean }
  | { certainty: 'less sure'; controls: readonly Control[] }
  /** Those that are near, at most three, the nearest first. */
  | { certainty: 'none'; controls: readonly Control[] };

const NEAREST = 3;

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
  if (use === 'open') return findControls(phrase, controls.filter(isNoBox), 'press', options);
  const readings = readTargets(phrase);
  return byLetters(readings, controls, use) ?? soundingLike(readings, controls, use, options);
}

/** Whether a control is surely meant by its letters: what only sounds like a name does not count. */
export const isNamedBy = (phrase: string, controls: readonly Control[]): boolean =>
  byLetters(readTargets(phrase), controls, 'any')?.certainty === 'sure';

function byLetters(
  readings: readonly Target[],
  controls: readonly Control[],
  use: NarrowUse,
): Found | undefined {
  const best = bestByLetters(readings, controls);
  if (!best) return undefined;
  const found = narrowed(best.controls, use);
  if (isPartFit(best.fit) && best.controls.some(({ words }) => GRAVE.test(words)))
    return { certainty: 'less sure', controls: found };
  return { certainty: 'sure', controls: found, isWhole: isWholeFit(best.fit) };
}

function soundingLike(
  readings: readonly Target[],
  controls: readonly Control[],
  use: NarrowUse,
  { sure, lessSure, margin, minSureChars, minSoundChars }: MatchOptions,
): Found {
  const near = bySound(readings, controls);
  const [first] = near;
  if (!first) return { certainty: 'none', controls: [] };
  const chars = longestName(readings);
  const alike = near.filter(({ distance }) => distance <= first.distance + margin);
  const found = narrowed(
    alike.map(({ control }) => control),
    use,
  );
  const isGrave = found.some(({ words }) => GRAVE.test(words));
  if (chars < minSoundChars || first.distance > (isGrave ? sure : lessSure))
    return { certainty: 'none', controls: nearOf(readings, near).slice(0, NEAREST) };
  const isSure = first.distance <= sure && chars >= minSureChars && !isGrave;
  return isSure
    ? { certainty: 'sure', controls: found, isWhole: false }
    : { certainty: 'less sure', controls: found };
}
