/** Of one part, in UTF-16 code units: about two minutes of reading aloud. */
export const MAX_PART_CHARS = 2_000;

/** A part ends at a paragraph or a sentence if one ends in its last two thirds. */
const MIN_PART_CHARS = MAX_PART_CHARS / 3;

const ENDS = [/\n\s*\n/g, /[.!?…]["'”’)\]]*\s/g, /\s/g];

export interface TextPart {
  text: string;
  from: number;
  next?: number;
  total: number;
}

/** @returns the part of a text that begins at `from`, which ends where something ends. `next` begins where it ends. */
export function articlePart(text: string, from: number): TextPart {
  const total = text.length;
  if (total - from <= MAX_PART_CHARS) return { text: text.slice(from), from, total };
  const room = text.slice(from, from + MAX_PART_CHARS);
  const next = from + (lastEnd(room) ?? wholeCharacters(room));
  return { text: text.slice(from, next), from, next, total };
}

function lastEnd(room: string): number | undefined {
  for (const end of ENDS) {
    const ends = [...room.matchAll(end)].map(({ index, 0: match }) => index + match.length);
    const last = ends.at(-1);
    if (last !== undefined && last >= MIN_PART_CHARS) return last;
  }
  return undefined;
}

/** @returns the length without a character of which only the first half is there */
const wholeCharacters = (room: string) => (/[\ud800-\udbff]$/.test(room) ? room.length - 1 : room.length);
