/** The words of a transcript, compared without case and punctuation. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);

/** Whether a transcript has a word in it, however short: "no" is a word. */
export const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
