import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import { describeControl } from '../describe-control';
import type { TextTarget } from '../text/text-target';
import type { Around, Dictated } from './join-text';

/** Values of these have no spaces and begin with no capital. */
const WITHOUT_SPACES = ['email', 'number', 'url'];

const NUMBER = /^[-+]?\d*\.?\d+$/;

/** @returns the text as a field of that kind takes it, or why it takes none */
export function fittedTo(
  { element }: TextTarget,
  dictated: Dictated,
  { before, after }: Around,
): Dictated | ToolFailure {
  // Editors such as CodeMirror ask for no capitals whatever is written in them.
  if (!(element instanceof HTMLInputElement)) return dictated;
  if (!WITHOUT_SPACES.includes(element.type))
    return element.autocapitalize === 'none' ? { ...dictated, keepsCase: true } : dictated;
  const fitted = { ...dictated, joins: true };
  if (element.type !== 'number') return fitted;
  // "1,200." is how a recogniser writes it.
  const text = dictated.text.replace(/[\s,]|\.\s*$/g, '');
  return NUMBER.test(before + text + after)
    ? { ...fitted, text }
    : failure(`${describeControl(element)} takes a number.`);
}
