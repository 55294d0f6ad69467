/** What a sentence asks to be noted, in the user's own spelling: `My car is on level 3`. */

/** How a request for a note begins, up to the note. */
const OPENING = new RegExp(
  String.raw`^.*?\b(?:remember|keep in mind|(?:make|take|add|save|write)(?: down)? (?:me )?a note|` +
    String.raw`(?:make|take|add|save) (?:a )?new note|note to self|new note|note down|note|write down|jot down|(?:don['’]?t|do not) (?:let me )?forget)\b` +
    String.raw`(?:\s+(?:that|saying|for me(?: that)?|to(?: self)?|of|about)\b)?[\s:,–—-]*`,
  'iu',
);
const CLOSING = /[\s,]*(?:\b(?:please|for me|thanks|thank you)\b[\s,]*)*[.!?]*\s*$/iu;

/** @returns undefined if nothing follows the request */
export function noteText(sentence: string): string | undefined {
  const text = sentence.replace(OPENING, '').replace(CLOSING, '').trim();
  return text === '' ? undefined : text;
}
