/** Reads the lines of a page's snapshot. */
import { normalize } from '../../../language/en/normalize.js';
import { saidPart } from '../../../language/en/spoken/said-part.js';
import { SIGN_NAMES } from '../../../language/en/browser/control-words.js';

/** A control of the page. */
export interface Control {
  ref: string;
  /** Such as `button`; `clickable` if only the page's scripts make it a control. */
  role: string;
  name: string;
  /** The name as sentences are compared with it. */
  words: string;
  /** What follows the name: `disabled`, `= "hello"`. */
  state: string;
  /** The heading that it is in, or that is in it. */
  isHeading: boolean;
}

export interface Heading {
  name: string;
  level: number;
}

export interface Page {
  title: string;
  controls: readonly Control[];
  headings: readonly Heading[];
}

/** A longer name is not said, and takes long to compare. */
const MAX_NAME_CHARS = 200;

const LINE =
  /^(?<indent>\s*)(?:(?<ref>(?:f\d+)?e\d+) )?(?<role>[a-z][a-z-]*)(?: "(?<name>(?:[^"\\]|\\.)*)")?(?<state>.*)$/;

/** @param snapshot the text of `page_snapshot` */
export function readSnapshot(snapshot: string): Page {
  const controls: Control[] = [];
  const headings: Heading[] = [];
  let title = '';
  let heading: { indent: number; name: string } | undefined;
  for (const line of snapshot.split('\n')) {
    const found = LINE.exec(line)?.groups;
    if (!found) continue;
    const { ref, role = '', state = '' } = found;
    const name = (found['name'] ?? '').replaceAll(/\\(.)/g, '$1').slice(0, MAX_NAME_CHARS);
    const indent = found['indent']!.length;
    if (role === 'page') title = name;
    if (role === 'heading') {
      heading = { indent, name };
      headings.push({ name, level: Number(/\d+/.exec(state)?.[0] ?? 2) });
    } else if (heading && indent <= heading.indent) heading = undefined;
    if (!ref) continue;
    const isHeading = heading !== undefined && (indent > heading.indent || heading.name === name);
    controls.push({ ref, role, name, words: wordsOf(name), state: state.trim(), isHeading });
  }
  return { title, controls, headings };
}

/** A name as sentences are compared with it: what is said of it, normalized, and a lone sign by its name. */
export function wordsOf(name: string): string {
  const sign = SIGN_NAMES.get(name.trim());
  const said = () => saidPart(name).text.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return sign ?? normalize(said().replaceAll('&', ' and '));
}

export const isDisabled = (control: Pick<Control, 'state'>): boolean => isIn(control, 'disabled');

export const isFocused = (control: Pick<Control, 'state'>): boolean => isIn(control, 'focused');

/** Whether the state has a word; its values, which may be any words, do not count. */
export const isIn = ({ state }: Pick<Control, 'state'>, word: string): boolean =>
  state
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
    .split(' ')
    .includes(word);
