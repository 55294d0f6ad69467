/** How alike two phrases sound. */
import { doubleMetaphone } from 'double-metaphone';
import { PARTICLES } from '../../../language/en/browser/control-words.js';
import { spellNumber } from '../../../language/en/number-words.js';

const NEGATIONS = ['un', 'dis', 'de', 're', 'in', 'im', 'non', 'no'];

/** Weight of the consonants, as Double Metaphone writes them, against all letters. */
const CONSONANTS = 0.6;

/**
 * From 0 for phrases that sound the same to 1. Spaces do not count: recognisers write `check out` for `checkout`.
 * Phrases of opposite meaning, such as `log in` and `log out`, `subscribe` and `unsubscribe`, are 1 apart.
 */
export function soundDistance(heard: string, name: string): number {
  const [a, b] = [spelled(heard), spelled(name)];
  if (a.length === 0 || b.length === 0 || areOpposite(a, b)) return 1;
  return (
    CONSONANTS * share(a.map(codeOf).join(''), b.map(codeOf).join('')) +
    (1 - CONSONANTS) * share(a.join(''), b.join(''))
  );
}

/** Numbers are heard as words. */
const spelled = (phrase: string): string[] =>
  phrase
    .split(' ')
    .flatMap((word) => (/^\d{1,9}$/.test(word) ? spellNumber(Number(word)).split(' ') : [word]))
    .map((word) => word.replaceAll(/[^\p{L}]/gu, ''))
    .filter(Boolean);

function areOpposite(a: readonly string[], b: readonly string[]): boolean {
  const [mine, others] = [a, b].map((words) => words.filter((word) => PARTICLES.has(word)).join(' '));
  if (mine && others && mine !== others) return true;
  const turns = (word: string, other: string) => NEGATIONS.some((prefix) => word === prefix + other);
  return a.some((word) => b.some((other) => turns(word, other) || turns(other, word)));
}

const codeOf = (word: string): string => doubleMetaphone(word)[0];

/** The share of letters that would have to change. */
const share = (a: string, b: string): number =>
  a === b ? 0 : editDistance(a, b) / Math.max(a.length, b.length, 1);

/** How many letters have to be added, dropped or replaced. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
