/** The words of a transcript, compared without case and punctuation. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);

/** Whether a transcript contains a word; short words such as "no" count. */
export const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
