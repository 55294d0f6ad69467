/** The text that a person has typed by a command. */

const VERB =
  /\b(?:enter (?:the )?text|write down|type in|type out|type|enter|write|input|insert|dictate|put)\b[:,]?\s*(?:the (?:words?|text|phrase|sentence):? (?!of\b|for\b|in\b))?/i;
/** A recogniser ends what it writes with a point. */
const LAST_POINT = /(?<=^[^.?!]*)\.$/;
const SUBMIT =
  /[,.]?\s+(?:and (?:then )?)?(?:press|hit|push) (?:enter|return)[.!]?$|[,.]?\s+and (?:then )?(?:submit|send|search|go)(?: it)?[.!]?$/i;
const QUOTES = /^["“'‘](.*)["”'’]$/s;

export interface DictatedText {
  /** As it was said or typed. */
  text: string;
  /** Enter follows. */
  submit: boolean;
}

/** What follows `type` in a sentence; undefined if nothing does. */
export function dictatedText(sentence: string): DictatedText | undefined {
  const verb = VERB.exec(sentence);
  if (!verb) return undefined;
  const rest = sentence.slice(verb.index + verb[0].length).trim();
  const submit = SUBMIT.test(rest);
  const text = tidy(rest.replace(SUBMIT, ''));
  return text === '' ? undefined : { text, submit };
}

/** Without the point that ends a single sentence, and without quotes around it all. */
export const tidy = (text: string): string => {
  const trimmed = text.trim().replace(LAST_POINT, '');
  return QUOTES.exec(trimmed)?.[1] ?? trimmed;
};

/**
 * The readings of `hello in the search box`: all of it is the text, or what stands before an "in" or "into" is, and the rest
 * names the field, mostly before a "please". The longest text first.
 */
export function textAndField(text: string): { text: string; field: string }[] {
  return [...text.matchAll(/\s+(?:in ?to|in|on) (?:the |my )?(?=\S)/gi)]
    .map((found) => ({
      text: tidy(text.slice(0, found.index)),
      field: text.slice(found.index + found[0].length).replace(/(?:,? please)?[.!]?$/i, ''),
    }))
    .filter((reading) => reading.text !== '')
    .reverse();
}
