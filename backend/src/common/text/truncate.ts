/**
 * Cuts text to a length and makes it well-formed: vendors refuse JSON with half an emoji, which a cut leaves and a page may
 * hold.
 * @param maxChars without the note that is added to a cut text
 */
export function truncate(text: string, maxChars: number): string {
  return text.length > maxChars
    ? `${text.slice(0, maxChars).toWellFormed()} … (shortened)`
    : text.toWellFormed();
}
