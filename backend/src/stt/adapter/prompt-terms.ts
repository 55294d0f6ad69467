import { tokensOf, type TermLimits } from './page-terms.js';

/** Whisper uses the last 224 tokens of its prompt (OpenAI's guide to transcription, read 2026-11-30). */
const PROMPT_TOKENS = 220;

/** A prompt is a list of names; more of them than a page's first hundred do not fit. */
const MAX_TERMS = 100;

/** @returns how many terms fit into a prompt beside the one of the config */
export const promptLimits = (prompt = ''): TermLimits => ({
  count: MAX_TERMS,
  tokens: PROMPT_TOKENS - tokensOf(prompt),
});

/** The prompt of the config with terms behind it, because the end of a prompt counts. */
export const withTerms = (prompt: string | undefined, terms: readonly string[]): string =>
  [prompt ?? '', terms.join(', ')].filter((part) => part !== '').join(' ');

/** Fewer may be a sentence: a page may have `Next` and `Page` beside each other. */
const REPEATED_TERMS = 3;

/**
 * Whether the text is only a piece of the list: Whisper writes its prompt for a sound without words now and then, and a name
 * alone is a command.
 */
export function repeatsTerms(text: string, terms: readonly string[]): boolean {
  const said = lettersOf(text);
  const names = terms.map(lettersOf);
  return names.some((_, from) => {
    let list = '';
    for (let to = from; to < names.length && said.startsWith(list); to++) {
      list += names[to]!;
      if (list === said && to - from + 1 >= REPEATED_TERMS) return true;
    }
    return false;
  });
}

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
