/** Follows a text that was truncated. */
export const TRUNCATION_NOTE = ' … (shortened)';

/**
 * Cuts text to a length and makes it well-formed: vendors refuse JSON with half an emoji, which a cut or a page may leave.
 * @param maxChars the length without the note that marks a cut
 */
export function truncate(text: string, maxChars: number): string {
  return text.length > maxChars
    ? `${text.slice(0, maxChars).toWellFormed()}${TRUNCATION_NOTE}`
    : text.toWellFormed();
}
