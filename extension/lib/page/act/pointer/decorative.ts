import { flatContains, flatParent } from '../../dom/flat-tree';

const CONTROLS =
  'a[href], button, input, select, textarea, summary, iframe, video, [role], [tabindex], [contenteditable], [onclick]';

/** A larger layer lies over the page and not over one control, in parts of the viewport. */
const MAX_AREA = 0.25;

/** How far up the tree the two may meet. */
const MAX_LEVELS = 3;

/** A veil that says "loading" or "not now" is less transparent. */
const MAX_OPACITY = 0.2;

function opacityOf(layer: Element): number {
  const { backgroundColor, opacity } = getComputedStyle(layer);
  const alpha =
    /^rgba\(.*,\s*([\d.]+)\)$/.exec(backgroundColor)?.[1] ?? /\/\s*([\d.]+)\)$/.exec(backgroundColor)?.[1];
  return Number(opacity) * (alpha === undefined ? 1 : Number(alpha));
}

const isLarge = ({ width, height }: DOMRect) => width * height > MAX_AREA * innerWidth * innerHeight;

/**
 * Pages lay ripples, highlights and outlines over a button and handle the press in what holds both.
 *
 * @param layer what is on top of the control
 * @returns whether it belongs to the control's own drawing: it can be seen through, has neither text nor controls, and
 *   what holds both has no other control
 */
export function isDecorative(layer: Element, control: Element): boolean {
  if (isLarge(layer.getBoundingClientRect())) return false;
  if (/wait|progress|not-allowed/.test(getComputedStyle(layer).cursor)) return false;
  if (layer instanceof HTMLElement && (opacityOf(layer) > MAX_OPACITY || layer.innerText.trim() !== ''))
    return false;
  let branch: Element = layer;
  let shared = flatParent(layer);
  for (let level = 0; shared && level < MAX_LEVELS; level++) {
    if (branch.matches(CONTROLS) || branch.getAttribute('aria-busy') === 'true') return false;
    if (flatContains(shared, control)) {
      return [...shared.querySelectorAll(CONTROLS)].every(
        (other) => flatContains(control, other) || flatContains(other, control),
      );
    }
    branch = shared;
    shared = flatParent(shared);
  }
  return false;
}
