/**
 * Text of others, cut to a length and made well-formed: half an emoji at the cut, or one that came as such, is JSON that
 * vendors refuse.
 * @param most characters that are kept
 */
export function truncate(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most).toWellFormed()} … (shortened)` : text.toWellFormed();
}
