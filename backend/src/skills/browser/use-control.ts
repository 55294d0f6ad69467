/** Finds the control that a command names, and uses it, asks which one is meant, or says that there is none. */
import { records } from '../../tools/tools.port.js';
import { isAskedByBrowser } from './controls/asked.js';
import { isDisabled, type Control } from './controls/snapshot.js';
import type { Use } from './controls/use.js';
import { withoutArticle } from './controls/target.js';
import type { Act, Browser, Choice } from './browser.js';
import { locate } from './locate.js';
import type { Told } from './outcome.js';

/** Asks which of several controls is meant. */
export const WHICH_ONE = 'Which one?';

/** Names said in one answer. */
const MAX_NAMES = 4;

/** Of a name in a question, about three seconds of speech. */
const MAX_NAME_CHARS = 45;

/**
 * Does it to the control that the phrase names.
 * @param otherwise what is done or said where none is called so
 */
export async function useControl(
  browser: Browser,
  phrase: string,
  use: Use,
  act: Act,
  otherwise = async (nearest: readonly Control[]): Promise<Told> => noSuch(phrase, nearest),
): Promise<Told> {
  const found = await locate(browser, phrase, use);
  const [control] = found.controls;
  if (found.certainty === 'none' || !control) return otherwise(found.controls);
  if (found.controls.length > 1) return ask(browser, found.controls, act);
  if (found.certainty === 'less sure') return offer(browser, control, act);
  return useOrAsk(browser, control, act);
}

/** Does it to the control, or asks before if the command is doubtful. */
export async function useOrAsk(browser: Browser, control: Control, act: Act): Promise<Told> {
  if (!browser.isDoubtful) return act(control, browser);
  // The browser asks the user, who is not asked twice.
  if (isAskedByBrowser(control)) return act(control, browser.asCertain());
  return offer(browser, control, act, `${asAsked(control)}?`);
}

/** Shows numbers on the controls and asks which one is meant. */
export async function ask(browser: Browser, controls: readonly Control[], act: Act): Promise<Told> {
  const numbers = await showNumbers(browser, controls);
  remember(browser, { controls, numbers, use: act, question: WHICH_ONE, awaits: 'choice' });
  const names = new Set(controls.map(nameOf));
  const [begun, ...others] = new Set(controls.map(beginningOf));
  if (others.length === 0)
    return `${controls.length} ${names.size === 1 ? 'are called' : 'begin with'} ${begun}. ${WHICH_ONE}`;
  const listed = controls.slice(0, MAX_NAMES).map((control, i) => `${numbers[i]}, ${beginningOf(control)}`);
  const more = controls.length > MAX_NAMES ? `, and ${controls.length - MAX_NAMES} more` : '';
  return `${listed.join('; ')}${more}. ${WHICH_ONE}`;
}

/** Shows a number on the control and asks if it is meant. */
export async function offer(
  browser: Browser,
  control: Control,
  act: Act,
  question = `Did you mean ${beginningOf(control)}?`,
): Promise<Told> {
  const numbers = await showNumbers(browser, [control]);
  remember(browser, { controls: [control], numbers, use: act, question, awaits: 'yes_no' });
  return question;
}

function remember({ memory }: Browser, choice: Omit<Choice, 'isShown'>): void {
  memory.choice = { ...choice, isShown: true };
  // The page shows the numbers of the question in place of the others.
  memory.numbersShown = false;
}

/** The number of each control: the one that it shows; those that show none, such as what is out of view, get the next ones. */
async function showNumbers(browser: Browser, controls: readonly Control[]): Promise<number[]> {
  const result = browser.has('show_numbers')
    ? await browser.call('show_numbers', { refs: controls.map(({ ref }) => ref) })
    : {};
  const shown = new Map<unknown, number>();
  for (const { ref, number } of records(result['numbers']))
    if (typeof number === 'number') shown.set(ref, number);
  let last = Math.max(0, ...shown.values());
  return controls.map(({ ref }) => shown.get(ref) ?? ++last);
}

/** Begins the answer to a command that names nothing on the page. */
export const NO_SUCH = 'I see no "';

/** What is said where no control is called so. @param nearest those that may have been meant */
export function noSuch(phrase: string, nearest: readonly Control[]): string {
  const names = [...new Set(nearest.filter((control) => !isDisabled(control)).map(nameOf))].slice(
    0,
    MAX_NAMES,
  );
  const said = withoutArticle(phrase);
  const none = `${NO_SUCH}${said}" on this page.`;
  return names.length === 0 ? none : `${none} Nearest: ${names.join(', ')}.`;
}

export const clickIt: Act = (control, browser) =>
  browser.act(`Clicked ${nameOf(control)}`, 'click', { ref: control.ref });

/** As the page writes it, for a question of its own: `Proceed to checkout`. */
const asAsked = ({ name, role }: Control): string =>
  firstWords(name).replace(/[\s.,;:!?…]+$/u, '') || `This ${role}`;

/** As `nameOf`, but of a long name only the first words: in a question, nothing more of it is waited for. */
const beginningOf = (control: Control): string => nameOf({ ...control, name: firstWords(control.name) });

function firstWords(name: string): string {
  if (name.length <= MAX_NAME_CHARS) return name;
  const cut = name.slice(0, MAX_NAME_CHARS + 1);
  return cut.slice(0, cut.includes(' ') ? cut.lastIndexOf(' ') : MAX_NAME_CHARS).replace(/[\p{P}\s]+$/u, '');
}

/** How a control is called in words: its name, or its role. */
export const nameOf = ({ name, role }: Control): string => (name ? `"${name}"` : `a ${role}`);
