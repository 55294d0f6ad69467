/** What a person who sees the page replies to a question of the assistant. */
import type { Said } from './pipeline.ts';
import type { SpokenTarget } from './targets.ts';

export interface ShownNumber {
  number: number;
  /** Role and name. */
  control: string;
}

/** More of one name tell nothing new. */
const MAX_REPLIES = 6;

export const numbersIn = (results: Said['results']): ShownNumber[] =>
  results.flatMap(({ numbers }) => (numbers ?? []) as ShownNumber[]);

/** @returns the numbers of the controls that are called like it */
export const numbersFor = ({ role, name }: SpokenTarget, shown: readonly ShownNumber[]): number[] =>
  shown
    .filter(({ control }) => control.startsWith(`${role} ${JSON.stringify(name)}`))
    .map(({ number }) => number);

/**
 * @returns the replies to try in turn: which of several controls of the same name has which number is to be seen on the page
 * only
 */
export function repliesTo({ answer, results }: Said, target: SpokenTarget): string[] {
  if (/^did you mean/i.test(answer)) return ['yes'];
  if (!/which one\?$/i.test(answer)) return [];
  const shown = numbersIn(results);
  const called = numbersFor(target, shown);
  const numbers = called.length > 0 ? called : shown.map(({ number }) => number);
  const { [target.place]: likely = target.place + 1 } = numbers;
  return [...new Set([likely, ...numbers])].slice(0, MAX_REPLIES).map(String);
}
