import { normalize } from '../../language/en/normalize.js';

/** Longer sentences are not searched for the words. */
const MAX_WORDS = 40;

/**
 * The part of a sentence that became a slot, as it was said or typed: `C++` where the slot has `c plus plus`.
 * @param slot normalized
 */
export function asSaid(sentence: string, slot: string): string {
  const words = sentence.trim().split(/\s+/);
  if (words.length > MAX_WORDS) return slot;
  // A number has more words than digits, so the part may be longer than the slot; signs may make one word several.
  const count = /[^\s\p{L}\d.,?!'’]|\S[.,]\S/u.test(sentence) ? 1 : slot.split(' ').length;
  for (let start = 0; start < words.length; start++) {
    for (let length = count; start + length <= words.length; length++) {
      const part = words.slice(start, start + length).join(' ');
      if (normalize(part) === slot) return part.replace(/^[,;:"“'‘(]+|[,;:.!?"”'’)]+$/g, '') || slot;
    }
  }
  return slot;
}
