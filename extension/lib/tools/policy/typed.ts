/** Where the text that a call types, and that waits in the fields of a site, comes from. */
import { typed, type JudgedCall } from './judged-call';
import { isWordSaid } from './named';
import { tells } from './words/known-words';
import { isSaid } from './words/spoken-words';

/** Words that ask for text in a field, in which the user may mean what they said before. */
const FILL_WORDS = [
  'type',
  'enter',
  'fill',
  'write',
  'put',
  'insert',
  'add',
  'use',
  'set',
  'complete',
  'copy',
];
const TAB_WORDS = ['tab', 'tabs'];

/** @returns whether the text repeats, also encoded or in pieces, what another site or the conversation has said, or may do so */
export function unsaidTyped(call: JudgedCall): boolean {
  const { task } = call;
  const text = typed(call);
  if (text === '' || isSaid(text, [task.words])) return false;
  // "Fill this in with the address from the other tab": what is then sent is asked about as a whole.
  if (isWordSaid(task.words, FILL_WORDS) && isWordSaid(task.words, TAB_WORDS)) return false;
  if (task.hasReadOthers) return true;
  if (isSaid(text, task.said) && isWordSaid(task.words, FILL_WORDS)) return false;
  return tells(task.typed + text, task.known);
}

/** @returns whether a field of the site has, or would get, what the user has neither said nor agreed to */
export const waitsUnsaid = (call: JudgedCall): boolean =>
  call.task.unsaid.length > 0 || (call.name === 'type_text' && !isSaid(typed(call), call.task.said));
