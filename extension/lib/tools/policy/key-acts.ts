/** What keys do, whatever a caller calls them: `return` is Enter, and so is `Control+Enter`. */
import { isCharacter, parseKey } from '../../page/act/keys/key';

const keyOf = (name: string): string | undefined => parseKey(name)?.key;

export const isEnter = (name: string): boolean => keyOf(name) === 'Enter';

export const isSpace = (name: string): boolean => keyOf(name) === ' ';

/** Outside fields, pages delete files and mails by these. */
export const isErasing = (name: string): boolean => ['Delete', 'Backspace'].includes(keyOf(name) ?? '');

/** It puts something into a field: a character, or what was copied. */
export function isTyping(name: string): boolean {
  const key = parseKey(name);
  if (!key) return false;
  return isCharacter(key) || ((key.ctrl || key.meta) && key.key.toLowerCase() === 'v');
}

/** A letter, a digit or a sign, also with Control: pages have commands on these. */
export function isCommandKey(name: string): boolean {
  const key = parseKey(name);
  return key !== undefined && key !== null && key.key !== ' ' && [...key.key].length === 1;
}
