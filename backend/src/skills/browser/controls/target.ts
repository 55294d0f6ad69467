/** Reads how a person names a control: `the second read more link`. */
import { CONTROL_KINDS, LETTER_NAMES, type ControlKind } from '../../../language/en/browser/control-words.js';

export interface Target {
  /** The name, without articles. Empty if only a kind or a place was said. */
  words: string;
  kind?: ControlKind;
  /** From 1; -1 for the last one. */
  position?: number;
  /** The position was said after the name, as a number: `read more 2`. */
  isNumbered?: boolean;
  /** Only a whole name is meant. */
  isWhole?: boolean;
}

/** `the sign in button` without its article. */
export const withoutArticle = (phrase: string): string => phrase.replace(/^(?:the|a|an) /, '');

const ARTICLE =
  /^(?:(?:where it says|(?:the |that )?(?:1|thing|control|element|words?) (?:called|named|labell?ed|saying|that says|that is called)|on|at|in(?:to|side)? the|the|a|an|this|that|my) )+/;
const NTH = /^(?:(\d+)(?:st|nd|rd|th)|(second)|(last|final|bottom)|(first|top)) /;
const NUMBERED = / (?:number )?(\d{1,2})$/;
/** A page of a list that is shown in parts. */
const LIST_PAGE =
  /^(?:page (?:number )?(\d{1,4})|(\d{1,4})(?:st|nd|rd|th) page|(second) page|(next|previous|first|last) page)$/;

/**
 * The readings of a normalized phrase, the most literal first: `the sign in button` may be a control of that name, or a
 * button named `sign in`.
 */
export function readTargets(phrase: string): Target[] {
  const words = phrase.replace(ARTICLE, '').trim();
  if (words === '') return [];
  const readings: Target[] = words === phrase ? [{ words }] : [{ words: phrase }, { words }];
  const place = NTH.exec(words);
  if (place) readings.push(...placed(words.slice(place[0].length), { position: positionOf(place) }));
  readings.push(...kindsOf(words).filter(({ kind }) => kind));
  const numbered = NUMBERED.exec(words);
  if (numbered) {
    const position = { position: Number(numbered[1]), isNumbered: true };
    readings.push(...placed(words.slice(0, numbered.index), position));
  }
  return [...readings, ...readings.flatMap(otherNames)];
}

/** "The second page" is page 2 of a list, and not the second control that is called so. */
const placed = (rest: string, position: Pick<Target, 'position' | 'isNumbered'>): Target[] =>
  kindsOf(rest)
    .filter(({ words }) => !/^pages?$/.test(words))
    .map((reading) => ({ ...reading, ...position }));

/** What a control is called that people call so: a page of a list by its number alone, a letter by its name. */
function otherNames({ words, kind, position }: Target): Target[] {
  if (position !== undefined) return [];
  const [, after, nth, second, way] = LIST_PAGE.exec(words) ?? [];
  const number = after ?? nth ?? (second && '2');
  const letter = words.replace(/^letter /, '');
  const names = [
    ...(number ? [`page ${number}`, `go to page ${number}`, number] : []),
    ...(way ? [way, ...(way === 'previous' ? ['prev'] : [])] : []),
    ...(letter === words && letter.length > 1 ? [] : [letter]),
    ...(LETTER_NAMES.get(letter) ?? []),
  ];
  return names
    .filter((name) => name !== words)
    .map((name) => ({ words: name, isWhole: true, ...(kind && { kind }) }));
}

/** A phrase as a kind alone, as a kind with a name, and as a name. */
function kindsOf(phrase: string): Target[] {
  const whole = CONTROL_KINDS.filter(({ said }) => said.test(phrase)).map((kind) => ({ words: '', kind }));
  const named = CONTROL_KINDS.flatMap((kind) =>
    [kind.atEnd, kind.atStart].flatMap((place) => {
      const words = phrase.replace(place, '').replace(ARTICLE, '').trim();
      return words !== phrase && words !== '' ? [{ words, kind }] : [];
    }),
  );
  return [...whole.slice(0, 1), ...named, { words: phrase }];
}

function positionOf([, nth, second, last]: RegExpExecArray): number {
  if (last) return -1;
  return nth ? Number(nth) : second ? 2 : 1;
}
