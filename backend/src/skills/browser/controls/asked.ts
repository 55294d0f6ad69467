import { ASKED_BY_BROWSER } from '../../../language/en/browser/control-words.js';
import { normalize } from '../../../language/en/normalize.js';
import type { Control } from './snapshot.js';

/** In longer names, the first word may not say what the control does. */
const MAX_WORDS = 3;

const ROLES: ReadonlySet<string> = new Set(['button', 'link', 'menuitem']);

/** Whether the user's browser asks before a control is clicked, whatever the user has said. */
export const isAskedByBrowser = ({ role, name }: Control): boolean => {
  // The browser reads all of the name: "$49.99 Buy" begins with no such word.
  const words = normalize(name);
  return ROLES.has(role) && words.split(' ').length <= MAX_WORDS && ASKED_BY_BROWSER.test(words);
};
