/** Runs in the page, in the script's world: what the bench asks beyond the calls of the tools. */
import { snapshotText } from '../../e2e/harness/pages/snapshot-text';
import type { Extent } from './compare-controls';
import { clickedAt, controlLines, expectClick, pressNumbers, pressRef } from './press-probe';
import { shadowRootOf } from '../../extension/lib/page/dom/flat-tree';
import { PageView } from '../../extension/lib/page/dom/page-view';
import { accessibleName } from '../../extension/lib/page/names/accessible-name';
import { RefRegistry } from '../../extension/lib/page/refs';
import { takeSnapshot } from '../../extension/lib/page/snapshot/take-snapshot';
import { PageWalk } from '../../extension/lib/page/snapshot/walk';

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

export interface LookedAt {
  /** In the page. */
  ms: number;
  /** The snapshot as text, with indentation and refs. */
  text: string;
}

function look(scope: 'viewport' | 'page'): LookedAt {
  const start = performance.now();
  const { lines } = takeSnapshot({ scope, epoch: 'bench', firstRef: 1 }, new RefRegistry());
  const ms = performance.now() - start;
  return { ms, text: snapshotText(lines) };
}

export interface BoxedControl {
  role: string;
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** All controls of the page, with their boxes. */
function controls(): BoxedControl[] {
  const { items } = new PageWalk(new PageView(), { onlyViewport: false, onlyControls: true }).run();
  return items.flatMap((item) => {
    if (item.kind !== 'control') return [];
    const { x, y, width, height } = item.element.getBoundingClientRect();
    return { role: item.role, name: item.name, x, y, width, height };
  });
}

/** The extent of the page in the viewport's coordinates. */
function extent(): Extent {
  const { scrollWidth, scrollHeight } = document.documentElement;
  const [left, top] = [-scrollX, -scrollY];
  return { left, top, right: left + scrollWidth, bottom: top + scrollHeight };
}

Object.assign(globalThis, {
  __probe: {
    expectedNames,
    look,
    controls,
    extent,
    controlLines,
    pressRef,
    pressNumbers,
    expectClick,
    clickedAt,
  },
});
