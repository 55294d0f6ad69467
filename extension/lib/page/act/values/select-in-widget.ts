import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import { isDisabled } from '../../controls/control-state';
import { controlName, describeControl } from '../../describe-control';
import { flatContains, flatElements } from '../../dom/flat-tree';
import { elementsOf } from '../../dom/referenced-elements';
import { isRendered } from '../../dom/rendered';
import { roleOf } from '../../roles/role-of';
import type { Acting, Performed } from '../acting';
import { pressKey } from '../keys/press-key';
import { nextFrame, pause } from '../pause';
import { press, reach } from '../pointer/press';
import { listed, matchOption } from './match-option';
import { checkedOf } from '../checked/checked';
import { setChecked } from './set-checked';

/** Lists, menus and groups that a page builds itself. */

const OPTION_ROLES = new Set([
  'option',
  'menuitem',
  'menuitemradio',
  'menuitemcheckbox',
  'radio',
  'tab',
  'treeitem',
]);

const LISTS = '[role=listbox], [role=menu], [role=tree], [role=grid], [role=radiogroup], [role=tablist]';

const MAX_ELEMENTS = 10_000;

/** A list that opens does so within this time. */
const OPENING_MS = 1000;
const STEP_MS = 50;

/** Lists that draw only what is in view are scrolled through. */
const MAX_SCROLLS = 25;

function optionsIn(list: Element): Element[] {
  const isOption = (element: Element) => element !== list && OPTION_ROLES.has(roleOf(element) ?? '');
  const isEntered = (element: Element) => !isOption(element) || roleOf(element) === 'treeitem';
  const found = [...flatElements(list, MAX_ELEMENTS, isEntered)].filter(isOption);
  return found.filter((option) => isRendered(option) || option.matches('input'));
}

/** The lists that a control says to be its own, and those that its root shows. */
function listsOf(control: Element): Element[] {
  const root = control.getRootNode() as Document | ShadowRoot;
  const owned = [...elementsOf(control, 'aria-controls'), ...elementsOf(control, 'aria-owns')];
  const shown = [...document.querySelectorAll(LISTS), ...root.querySelectorAll(LISTS)];
  return [...new Set([control, ...owned, ...shown])];
}

const openOptions = (control: Element, before: ReadonlySet<Element>): Element[] => {
  for (const list of listsOf(control)) {
    const isOwn = list === control || elementsOf(control, 'aria-controls').includes(list);
    const options = isRendered(list) && (isOwn || !before.has(list)) ? optionsIn(list) : [];
    if (options.length > 0) return options;
  }
  return [];
};

async function openList(control: Element, acting: Acting): Promise<Element[] | ToolFailure> {
  const before = new Set([...document.querySelectorAll(LISTS)].filter(isRendered));
  const there = openOptions(control, before);
  if (there.length > 0) return there;
  const reached = await reach(control, acting);
  if ('ok' in reached) return reached;
  press(control, reached);
  for (let waitedMs = 0; waitedMs < OPENING_MS; waitedMs += STEP_MS) {
    await pause(STEP_MS);
    const options = openOptions(control, before);
    if (options.length > 0) return options;
    // Some open by the keyboard only.
    if (waitedMs === OPENING_MS / 2) pressKey(control, 'ArrowDown');
  }
  return [];
}

const namesOf = (option: Element) => {
  const text = (option as HTMLElement).innerText ?? '';
  return [controlName(option), text.split('\n')[0] ?? '', text, option.getAttribute('data-value') ?? ''];
};

/** @returns what fits; a list that draws only a part of its options is scrolled until one does */
async function search(
  control: Element,
  first: Element[],
  wanted: string,
  before: () => Element[],
): Promise<Element[]> {
  let options = first;
  for (let i = 0; ; i++) {
    const found = matchOption(
      options.map((option) => ({ names: namesOf(option), option })),
      wanted,
    );
    const last = options.at(-1);
    if (found.length > 0 || i === MAX_SCROLLS || !last) return found;
    last.scrollIntoView({ block: 'end', behavior: 'instant' });
    // The list's scroll listeners run in one frame, and what they ask for in the next.
    await nextFrame();
    await pause(STEP_MS);
    await nextFrame();
    const next = before();
    if (next.every((option) => options.includes(option))) return [];
    options = next;
  }
}

export async function selectInWidget(
  control: Element,
  wanted: string,
  acting: Acting,
): Promise<Performed | ToolFailure> {
  const what = describeControl(control);
  const options = await openList(control, acting);
  if (!Array.isArray(options)) return options;
  if (options.length === 0) return failure(`${what} shows no options to choose from.`);
  const found = await search(control, options, wanted, () => openOptions(control, new Set()));
  const [option] = found;
  if (!option)
    return failure(
      `${what} has no option "${wanted}". It has: ${listed(options.map((each) => controlName(each)))}.`,
    );
  if (found.length > 1 && !found.every((other) => flatContains(option, other))) {
    return failure(
      `Several options fit "${wanted}": ${listed(found.map((each) => controlName(each)))}. Say the whole name of one.`,
    );
  }
  if (isDisabled(option)) return failure(`The option "${wanted}" of ${what} is disabled.`);
  const role = roleOf(option);
  if (role === 'radio') return setChecked(option, true, acting);
  if (role === 'option' && option.getAttribute('aria-selected') === 'true' && checkedOf(option) === true) {
    return { did: `nothing: ${what} is "${controlName(option)}" already` };
  }
  const reached = await reach(option, acting);
  if ('ok' in reached) return reached;
  const name = controlName(option);
  press(option, reached);
  return { did: `"${name}" chosen in ${what}` };
}
