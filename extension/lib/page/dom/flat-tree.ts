import { browser } from 'wxt/browser';

/** The tree that the browser renders: shadow roots, open and closed, with their slots filled. */

/** Chrome's call for closed roots takes microseconds: only these elements can have a root. */
const CAN_HOST = new Set([
  ...['article', 'aside', 'blockquote', 'body', 'div', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['header', 'main', 'nav', 'p', 'section', 'span'],
]);

const canHost = (element: Element) =>
  element instanceof HTMLElement && (CAN_HOST.has(element.localName) || element.localName.includes('-'));

/** @returns the element's shadow root, also a closed one */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (!canHost(element)) return null;
  const closedToo = (browser as typeof browser | undefined)?.dom?.openOrClosedShadowRoot;
  return closedToo ? (closedToo(element as HTMLElement) as ShadowRoot | null) : element.shadowRoot;
}

/** @returns what is rendered directly in the element: a host's shadow tree, what is assigned to a slot, or its child nodes */
export function flatChildren(element: Element, rootOf = shadowRootOf): Iterable<Node> {
  if (element.localName === 'slot' && element instanceof HTMLSlotElement) {
    const assigned = element.assignedNodes();
    return assigned.length > 0 ? assigned : element.childNodes;
  }
  return (rootOf(element) ?? element).childNodes;
}

/**
 * @param entered whether what is in an element is walked too
 * @returns the element and what is rendered in it, in the order of the page; at most so many
 */
export function* flatElements(
  root: Element,
  max: number,
  entered: (element: Element) => boolean = () => true,
): Generator<Element> {
  const stack = [root];
  for (let i = 0; i < max; i++) {
    const element = stack.pop();
    if (!element) return;
    yield element;
    if (!entered(element)) continue;
    stack.push(...[...flatChildren(element)].filter((node) => node instanceof Element).reverse());
  }
}

/** @returns the element that the node is rendered in */
export function flatParent(node: Node): Element | null {
  const slot = node instanceof Element || node instanceof Text ? node.assignedSlot : null;
  if (slot) return slot;
  const parent = node.parentNode;
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
}

/** @returns whether `inner` is `outer` or is rendered in it */
export function flatContains(outer: Element, inner: Node): boolean {
  for (let node: Node | null = inner; node; node = flatParent(node)) if (node === outer) return true;
  return false;
}

/** @returns what is on top at a point of the viewport, also inside shadow trees */
export function deepElementFromPoint(x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y);
  while (found) {
    const inner: Element | null = shadowRootOf(found)?.elementFromPoint(x, y) ?? null;
    if (!inner || inner === found) break;
    found = inner;
  }
  return found;
}

/** @returns what has the focus, also inside shadow trees; null if nothing but the page has */
export function deepActiveElement(): Element | null {
  let active = document.activeElement;
  while (active) {
    const inner: Element | null = shadowRootOf(active)?.activeElement ?? null;
    if (!inner) break;
    active = inner;
  }
  return active === document.body || active === document.documentElement ? null : active;
}
