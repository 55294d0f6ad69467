/** How alike two phrases sound. */
import { doubleMetaphone } from 'double-metaphone';
import { PARTICLES } from '../../../language/en/browser/control-words.js';
import { spellNumber } from '../../../language/en/number-words.js';

const NEGATIONS = ['un', 'dis', 'de', 're', 'in', 'im', 'non', 'no'];

/** Weight of the consonants, as Double Metaphone writes them, against all letters. */
const CONSONANTS = 0.6;

/** A phrase, prepared for many comparisons. */
export interface Sound {
  words: readonly string[];
  /** Of all words. Spaces do not count: recognisers write `check out` for `checkout`. */
  letters: string;
  /** The consonants, as Double Metaphone writes them. */
  codes: string;
  /** Such as the `in` of `log in`. */
  particles: string;
}

/** What was heard: it is compared with many names. */
export interface HeardSound extends Sound {
  /** Words that mean the opposite of one of its words. */
  opposites: ReadonlySet<string>;
}

/** @param phrase normalized */
export const soundOf = (phrase: string): Sound => join(phrase.split(' ').map(soundOfWord));

/** @param phrase normalized */
export function heardSound(phrase: string): HeardSound {
  const sound = soundOf(phrase);
  const opposites = sound.words.flatMap((word) =>
    NEGATIONS.flatMap((prefix) => [
      prefix + word,
      ...(word.startsWith(prefix) && word !== prefix ? [word.slice(prefix.length)] : []),
    ]),
  );
  return { ...sound, opposites: new Set(opposites) };
}

/** @returns the sounds of the first word, of the first two words and so on, without the whole, for up to `maxWords` words */
export function beginningsOf(name: string, maxWords: number): Sound[] {
  const words = name.split(' ');
  const sounds = words.slice(0, Math.min(maxWords, words.length - 1)).map(soundOfWord);
  return sounds.map((_, i) => join(sounds.slice(0, i + 1)));
}

/**
 * From 0 for phrases that sound the same to 1. Phrases of opposite meaning, such as `log in` and `log out`, `subscribe` and
 * `unsubscribe`, are 1 apart.
 * @param limit a distance that is not below it may be given as the limit itself
 */
export function soundDistance(heard: HeardSound, name: Sound, limit = Infinity): number {
  if (heard.letters === '' || name.letters === '' || areOpposite(heard, name)) return 1;
  const least = CONSONANTS * leastShare(heard.codes, name.codes);
  if (least + (1 - CONSONANTS) * leastShare(heard.letters, name.letters) >= limit) return limit;
  const ofLetters = (1 - CONSONANTS) * share(heard.letters, name.letters);
  if (least + ofLetters >= limit) return limit;
  return CONSONANTS * share(heard.codes, name.codes) + ofLetters;
}

/** Numbers are heard as words. */
function soundOfWord(word: string): Sound {
  const spelled = /^\d{1,9}$/.test(word) ? spellNumber(Number(word)).split(' ') : [word];
  const words = spelled.map((part) => part.replaceAll(/[^\p{L}]/gu, '')).filter(Boolean);
  return {
    words,
    letters: words.join(''),
    codes: words.map((part) => doubleMetaphone(part)[0]).join(''),
    particles: words.filter((part) => PARTICLES.has(part)).join(' '),
  };
}

const join = (sounds: readonly Sound[]): Sound => ({
  words: sounds.flatMap(({ words }) => words),
  letters: sounds.map(({ letters }) => letters).join(''),
  codes: sounds.map(({ codes }) => codes).join(''),
  particles: sounds
    .map(({ particles }) => particles)
    .filter(Boolean)
    .join(' '),
});

function areOpposite(heard: HeardSound, name: Sound): boolean {
  if (heard.particles && name.particles && heard.particles !== name.particles) return true;
  return name.words.some((word) => heard.opposites.has(word));
}

/** The share of letters that would have to change. */
const share = (a: string, b: string): number =>
  a === b ? 0 : editDistance(a, b) / Math.max(a.length, b.length, 1);

/** What `share` is at least: the longer one has letters too many. */
const leastShare = (a: string, b: string): number =>
  Math.abs(a.length - b.length) / Math.max(a.length, b.length, 1);

/** How many letters have to be added, dropped or replaced. */
function editDistance(a: string, b: string): number {
  const row = Uint16Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0]!;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = diagonal + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      diagonal = row[j]!;
      row[j] = Math.min(replaced, diagonal + 1, row[j - 1]! + 1);
    }
  }
  return row[b.length]!;
}
