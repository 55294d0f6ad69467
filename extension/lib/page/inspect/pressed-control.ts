import { hitTest } from '../act/pointer/hit-test';
import { flatContains, flatParent } from '../dom/flat-tree';
import { controlOf } from '../controls/control-kind';

/** What the browser itself reacts to when it is pressed. */
const NATIVE = 'a[href], area[href], svg a, button, input, select, textarea, summary';
/** Fields and choices: the press only puts the focus there, or changes what can be changed back. */
const FIELDS = 'input:not([type=submit], [type=image], [type=button], [type=reset]), select, textarea';

/**
 * @returns what a click on a control presses: a box may have a link or a button in its middle, and what stands in a label presses
 * the label's control. The page may scroll.
 */
export function pressedControl(element: Element): Element {
  const control = controlOf(element);
  if (control !== element) return control;
  const middle = element.querySelector(`${NATIVE}, label`) === null ? element : middleOf(element);
  for (let each: Element | null = middle; each; each = flatParent(each)) {
    if (each instanceof HTMLLabelElement) return each.control ?? element;
    if (each.matches(NATIVE)) return flatContains(element, each) && !each.matches(FIELDS) ? each : element;
  }
  return element;
}

function middleOf(element: Element): Element {
  const hit = hitTest(element);
  return 'target' in hit && flatContains(element, hit.target) ? hit.target : element;
}
