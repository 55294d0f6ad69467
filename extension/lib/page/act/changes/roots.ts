import { flatParent, shadowRootOf } from '../../dom/flat-tree';

/** Beyond this number of elements only the target's own shadow trees are watched. */
const MAX_ELEMENTS = 20_000;

/** @returns the document and the shadow roots of its custom elements, and all that hold the target */
export function watchedRoots(target: Element | null): (Document | ShadowRoot)[] {
  const roots = new Set<Document | ShadowRoot>([document]);
  for (let node = target; node; node = flatParent(node)) {
    const root = node.getRootNode();
    if (root instanceof ShadowRoot) roots.add(root);
  }
  if (document.getElementsByTagName('*').length > MAX_ELEMENTS) return [...roots];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      const inner = element.localName.includes('-') ? shadowRootOf(element) : element.shadowRoot;
      if (inner) roots.add(inner);
    }
  }
  return [...roots];
}
