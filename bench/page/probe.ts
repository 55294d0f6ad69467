/** Runs in the page, in the script's world: what the bench asks beyond the calls of the tools. */
import { shadowRootOf } from '../../extension/lib/page/dom/flat-tree';
import { accessibleName } from '../../extension/lib/page/names/accessible-name';

export interface NamedCase {
  expected: string;
  actual: string;
  /** The beginning of its HTML. */
  html: string;
}

/** The elements of the platform tests say which name they should have. */
function expectedNames(): NamedCase[] {
  const cases: NamedCase[] = [];
  const visit = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      const expected = element.getAttribute('data-expectedlabel');
      if (expected !== null) {
        cases.push({ expected, actual: accessibleName(element), html: element.outerHTML.slice(0, 160) });
      }
      const inner = shadowRootOf(element);
      if (inner) visit(inner);
    }
  };
  visit(document);
  return cases;
}

Object.assign(globalThis, { __probe: { expectedNames } });
