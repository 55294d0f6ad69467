/** What tells a command of the page from other speech that resembles one. */
import type { Segment } from '../library.ts';
import type { Meaning } from './command-grammar.ts';
import { phoneDistance } from './phone-distance.ts';

/** The scores of an n-gram search are shifted by 10 bits against those of a grammar (SENSCR_SHIFT). */
const NGRAM_SHIFT = 1_024;
/** Brings scores per frame to the order of 1. */
const SCALE = 1e-4;

/** What three searches over the same audio have found. */
export interface Heard {
  /** The words of the grammar, without silence. */
  words: readonly Segment[];
  /** The phones of the loop of phones, with silence. */
  loop: readonly Segment[];
  /** The words of the first pass, with silence. */
  first: readonly Segment[];
}

/** What is compared. Scores are differences per frame, in units of about 1. */
export interface Features {
  /** How much better the command fits the sound than a loop of any phones; the same for its name and its worst word. */
  margin: number;
  nameMargin: number;
  worstMargin: number;
  /** How different the phones of the loop in the name's time are from the name's. */
  nameDistance: number;
  /** How much nearer to them the name is than the nearest other name. */
  rivalDistance: number;
  /** How different the words of the first pass are, and those in the name's time. */
  firstDistance: number;
  firstNameDistance: number;
  /** The first pass has the words before the name, or all words, too. */
  sameVerb: number;
  sameWords: number;
  /** The logarithm of the name's length in frames. */
  length: number;
  /** The share of the time between the first word and the last that words take. */
  covered: number;
  /** The share of the phones that are outside the words. Silence around them says nothing: segments differ in it. */
  outside: number;
  /** Which kind of command it is. */
  number: number;
  command: number;
  bare: number;
  answer: number;
  /** Only the beginning of a name was said. */
  part: number;
}

/** What is known of the grammar. */
export interface GrammarSounds {
  /** The phones of a word as the decoder names it, with the number of its pronunciation: `read(2)`. */
  phonesOf(word: string): readonly string[];
  /** The phones of all other names. */
  others(meaning: Meaning): Iterable<readonly string[]>;
}

/** @returns what tells whether the command was said */
export function featuresOf(heard: Heard, meaning: Meaning, sounds: GrammarSounds): Features {
  const { words, loop, first } = heard;
  const { phonesOf } = sounds;
  const margin = (some: readonly Segment[]): number =>
    ((sum(some) - between(loop, some)) * NGRAM_SHIFT * SCALE) / length(some);
  const verb = words.slice(0, Math.min(meaning.verbWords, words.length - 1));
  const name = words.slice(verb.length);
  const meantName = name.flatMap(({ word }) => phonesOf(word));
  const meant = [...verb.flatMap(({ word }) => phonesOf(word)), ...meantName];
  const phones = loop.filter(({ word }) => PHONE.test(word));
  const phonesOutside = phones.filter((phone) => 2 * overlap(phone, words) <= length([phone]));
  const heardName = during(phones, name).map(({ word }) => word.slice(1, -1));
  const nameDistance = phoneDistance(heardName, meantName);
  const firstWords = first.filter(({ word }) => isSpoken(word));
  const firstPhones = (some: readonly Segment[]) => some.flatMap(({ word }) => phonesOf(word));
  const said = textOf(words);
  const firstText = textOf(firstWords);
  return {
    margin: margin(words),
    nameMargin: margin(name),
    worstMargin: Math.min(...words.map((word) => margin([word]))),
    nameDistance,
    rivalDistance: nearest(heardName, sounds.others(meaning)) - nameDistance,
    firstDistance: phoneDistance(firstPhones(firstWords), meant),
    firstNameDistance: phoneDistance(firstPhones(during(firstWords, name)), meantName),
    sameVerb: Number(verb.length > 0 && `${firstText} `.startsWith(`${textOf(verb)} `)),
    sameWords: Number(firstText === said),
    length: Math.log(length(name)),
    covered: framesOf(words) / length(words),
    outside: framesOf(phonesOutside) / Math.max(1, framesOf(phones)),
    number: Number(meaning.kind === 'number'),
    command: Number(meaning.kind === 'command'),
    bare: Number(meaning.kind === 'bare'),
    answer: Number(meaning.kind === 'answer'),
    part: Number(!meaning.isWhole),
  };
}

const PHONE = /^_.*_$/;

/** Neither silence nor noise nor an empty step. */
export const isSpoken = (word: string): boolean => !/^(?:<|\[|\+|\(NULL)/.test(word);

/** Without the number of a further pronunciation. */
export const plain = (word: string): string => word.replace(/\(\d+\)$/, '');

const textOf = (some: readonly Segment[]): string => some.map(({ word }) => plain(word)).join(' ');

const sum = (some: readonly Segment[]): number => some.reduce((total, { score }) => total + score, 0);

const framesOf = (some: readonly Segment[]): number =>
  some.reduce((total, segment) => total + length([segment]), 0);

const length = (some: readonly Segment[]): number => Math.max(1, some.at(-1)!.to - some[0]!.from + 1);

const nearest = (heard: readonly string[], others: Iterable<readonly string[]>): number => {
  let least = 1;
  for (const phones of others) least = Math.min(least, phoneDistance(heard, phones));
  return least;
};

function overlap(segment: Segment, some: readonly Segment[]): number {
  return Math.min(segment.to, some.at(-1)!.to) - Math.max(segment.from, some[0]!.from) + 1;
}

/** The segments that are mostly in the time of some words. */
const during = (searched: readonly Segment[], some: readonly Segment[]): Segment[] =>
  searched.filter((segment) => 2 * overlap(segment, some) > length([segment]));

/** The score of a search in the time of some words, of its segments that overlap it in part. */
function between(searched: readonly Segment[], some: readonly Segment[]): number {
  let total = 0;
  for (const segment of searched) {
    const shared = overlap(segment, some);
    if (shared > 0) total += (segment.score * shared) / length([segment]);
  }
  return total;
}
