/** Text for comparing: without case and accents, with plain quotes, hyphens and single spaces. */

const PLAIN: Record<string, string> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
};

/** `offsets` has, for each unit of `text` and for its end, the offset in the original. */
export interface FoldedText {
  text: string;
  offsets: number[];
}

export function foldedWithOffsets(original: string): FoldedText {
  let text = '';
  const offsets: number[] = [];
  let at = 0;
  for (const character of original) {
    const folded = foldedCharacter(character);
    if (folded !== ' ' || !text.endsWith(' ')) {
      for (let i = 0; i < folded.length; i++) offsets.push(at);
      text += folded;
    }
    at += character.length;
  }
  offsets.push(at);
  return { text, offsets };
}

function foldedCharacter(character: string): string {
  if (character >= '!' && character <= '~') return character.toLowerCase();
  if (/\s/.test(character)) return ' ';
  if (character === '\u00ad') return '';
  const plain = PLAIN[character] ?? character;
  return plain.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
