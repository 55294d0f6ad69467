import type { Note } from '../../user-data/user-records.js';

/** Words that say nothing about the subject of a note. */
const FUNCTION_WORDS = new Set(
  (
    'a an the my our your his her their its i me you we us he she it they this that these those is are was were am be been ' +
    'do does did done have has had will would can could shall should may might must and or but if of to in on at by for ' +
    'from with about into as so than then there here what where when which who how why not no up out again did say said ' +
    'tell told ask asked know remember note notes'
  ).split(' '),
);

const ENDING = /(?:ies|ied|ing|ed|es|s|e)$/;

/** `parked`, `parking` and `park` are one word here; so are `keys` and `key`. */
const stemOf = (word: string): string => (word.length > 3 ? word.replace(ENDING, '') : word);

const PARKED = /\b(?:parked|parking|i park)\b/i;
const OTHER_VEHICLE = /\b(?:bikes?|bicycle|motorbike|motorcycle|scooter|van|truck)\b/i;

/** The words that a text is about: of what is parked, a car is. */
export function subjectWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const isCar = PARKED.test(text) && !OTHER_VEHICLE.test(text);
  return [...words.filter((word) => !FUNCTION_WORDS.has(word)).map(stemOf), ...(isCar ? ['car'] : [])];
}

const STATEMENT = /^(?<what>.+?) (?:is|are|was|were) (?<place>(?:on|in|at|under|behind|by|near|next to) )?/i;

/** What a note tells of what, e.g. the place of the car; undefined if it is no such statement. */
function topicOf(text: string): string | undefined {
  if (PARKED.test(text) && !OTHER_VEHICLE.test(text)) return 'place car';
  const { what, place } = STATEMENT.exec(text)?.groups ?? {};
  return what && [place ? 'place' : 'fact', ...subjectWords(what)].join(' ');
}

/** The notes without those that a newer one replaces: the level that the car was on before. */
export function latestNotes(newestFirst: readonly Note[]): Note[] {
  const topics = newestFirst.map(({ text }) => topicOf(text));
  return newestFirst.filter((_note, at) => !topics[at] || topics.indexOf(topics[at]) === at);
}

/**
 * @param subject what is asked for, e.g. `my locker number`
 * @returns the notes that have all its words, the newest first; none if the subject has function words only
 */
export function findNotes(notes: readonly Note[], subject: string): Note[] {
  const wanted = subjectWords(subject);
  if (wanted.length === 0) return [];
  return notes
    .filter(({ text }) => {
      const about = new Set(subjectWords(text));
      return wanted.every((word) => about.has(word));
    })
    .toReversed();
}
