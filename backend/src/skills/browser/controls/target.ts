/** Reads how a person names a control: `the second read more link`. */
import { CONTROL_KINDS, type ControlKind } from '../../../language/en/browser/control-words.js';

export interface Target {
  /** The name, without articles. Empty if only a kind or a place was said. */
  words: string;
  kind?: ControlKind;
  /** From 1; -1 for the last one. */
  position?: number;
}

/** `the sign in button` without its article. */
export const withoutArticle = (phrase: string): string => phrase.replace(/^(?:the|a|an) /, '');

const ARTICLE = /^(?:on |at |in(?:to|side)? the |the |a |an |this |that |my )+/;
const NTH = /^(?:(\d+)(?:st|nd|rd|th)|(second)|(last|final|bottom)|(first|top)) /;
const NUMBERED = / (?:number )?(\d{1,2})$/;

/**
 * The readings of a normalized phrase, the most literal first: `the sign in button` may be a control of that name, or a
 * button named `sign in`.
 */
export function readTargets(phrase: string): Target[] {
  const words = phrase.replace(ARTICLE, '').trim();
  if (words === '') return [];
  const readings: Target[] = words === phrase ? [{ words }] : [{ words: phrase }, { words }];
  const place = NTH.exec(words);
  if (place) {
    const rest = words.slice(place[0].length);
    readings.push(...kindsOf(rest).map((reading) => ({ ...reading, position: positionOf(place) })));
  }
  readings.push(...kindsOf(words).filter(({ kind }) => kind));
  const numbered = NUMBERED.exec(words);
  if (numbered) {
    const rest = words.slice(0, numbered.index);
    readings.push(...kindsOf(rest).map((reading) => ({ ...reading, position: Number(numbered[1]) })));
  }
  return readings;
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
