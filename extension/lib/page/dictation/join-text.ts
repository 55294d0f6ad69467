/** Fits dictated text to what stands around the caret. */

export interface Around {
  before: string;
  after: string;
}

export interface Dictated {
  text: string;
  /** Without a space before it. */
  joins?: boolean;
  /** Its first letter stays as it is. */
  keepsCase?: boolean;
}

/** After these, a word follows without a space. */
const OPENS = /(?:[\s([{“‘¿¡#$@/\\_—-]|(?:^|[\s([{])["'])$/u;
/** These follow without a space. */
const CLOSES = /^[\s,.;:!?…)\]}”’%'@/\\_—-]/u;
const SENTENCE_END = /[.!?…]["'”’)\]]*\s*$/u;
/** A point that ends no sentence. */
const ABBREVIATION = /\b(?:e\.g|i\.e|vs|approx|ca|cf)\.\s*$/i;
/** Dictated before such text, a word needs a space after it. */
const WORD_FOLLOWS = /^[\p{L}\p{N}([{“"'$#@]/u;

/** @returns the text as it is inserted: with the spaces it needs, and a capital where a sentence begins */
export function joinText(dictated: Dictated, around: Around): string {
  const { before, after } = around;
  const isAsItIs = dictated.joins || dictated.keepsCase;
  const text = !isAsItIs && beginsSentence(before) ? capitalised(dictated.text) : dictated.text;
  const touches =
    dictated.joins || before === '' || OPENS.test(before) || CLOSES.test(text) || closesQuote(text, before);
  const apart = WORD_FOLLOWS.test(after) && !OPENS.test(text);
  return `${touches ? '' : ' '}${text}${apart ? ' ' : ''}`;
}

const beginsSentence = (before: string): boolean =>
  /(?:^|\n)[\s([{“‘"'¿¡]*$/u.test(before) ||
  (SENTENCE_END.test(before.replace(/[\s([{“‘"'¿¡]+$/u, (open) => (/\s/.test(open) ? '' : open))) &&
    !ABBREVIATION.test(before));

/** A quotation mark at the beginning ends the quotation that is open. */
function closesQuote(text: string, before: string): boolean {
  if (!text.startsWith('"')) return false;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return (line.split('"').length - 1) % 2 === 1;
}

/** The first letter, behind opening marks. */
const capitalised = (text: string): string =>
  text.replace(
    /^([\s([{“‘"'¿¡]*)(\p{Ll})/u,
    (_, opening: string, letter: string) => opening + letter.toUpperCase(),
  );
