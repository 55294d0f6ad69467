import { flatContains, flatParent } from '../../dom/flat-tree';

const CONTROLS =
  'a[href], button, input, select, textarea, summary, iframe, video, [role], [tabindex], [contenteditable], [onclick]';

/** How far around the control a layer of its own may reach, in CSS pixels. */
const MAX_MARGIN_PX = 24;

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

function liesOver(layer: DOMRect, control: DOMRect): boolean {
  return (
    layer.left >= control.left - MAX_MARGIN_PX &&
    layer.top >= control.top - MAX_MARGIN_PX &&
    layer.right <= control.right + MAX_MARGIN_PX &&
    layer.bottom <= control.bottom + MAX_MARGIN_PX
  );
}

/**
 * Pages lay ripples, highlights and outlines over a button and handle the press in what holds both.
 *
 * @param layer what is on top of the control
 * @returns whether it belongs to the control's own drawing: it is as large as the control, can be seen through, and has
 *   neither text nor controls, like all else that holds both
 */
export function isDecorative(layer: Element, control: Element): boolean {
  if (!liesOver(layer.getBoundingClientRect(), control.getBoundingClientRect())) return false;
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
