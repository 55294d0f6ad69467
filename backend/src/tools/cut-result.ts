/** Limit of a result for a model: about 5,000 tokens. */
export const MAX_RESULT_CHARS = 20_000;

/** @returns the result well-formed and not longer than the limit; a model that gets only a part is told how to get the rest */
export function cutResult(text: string, maxChars = MAX_RESULT_CHARS): string {
  const more = text.length - maxChars;
  if (more <= 0) return text.toWellFormed();
  const left = more.toLocaleString('en-US');
  const part = text.slice(0, maxChars).toWellFormed();
  return `${part} … (cut: ${left} more characters; ask for less, such as with "find", or for a later part with "from")`;
}
