import { REFUSAL } from '../browser/approval.intents.js';
import { englishMatcher } from '../english.js';

/** What people say ahead of a no, or in place of it: "no, wait, don't". */
const BEFORE = /^(?:(?:oh|no|nope|wait|stop|sorry|actually|please|thanks|thank you)\b[\s,;.!]*)+/i;
const REFUSES = /\b(?:no|nope|wait|stop)\b/i;

const isRefusal = (words: string): boolean =>
  englishMatcher.matches(words, ({ name }) => name === REFUSAL).next().done !== true;

/** Whether words are only a no to what was just asked. */
export function saysNo(words: string): boolean {
  if (isRefusal(words)) return true;
  const [before = ''] = BEFORE.exec(words.trim()) ?? [];
  if (before === '') return false;
  const rest = words.trim().slice(before.length);
  return rest === '' ? REFUSES.test(before) : isRefusal(rest);
}
