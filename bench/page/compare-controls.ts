/** Compares the controls of a snapshot with those that Playwright's aria snapshot has. */
import type { Page } from 'playwright-core';
import { isControlRole } from '../../extension/lib/page/roles/roles.ts';
import type { BoxedControl } from './probe.ts';

/** Of the edges of two boxes of the same element, in CSS pixels. */
const NEAR_PX = 3;

export interface AriaNode {
  role: string;
  name?: string;
  /** The only text in it. */
  text?: string;
  disabled?: boolean;
  /** Playwright finds it again by this: `aria-ref=e12`. */
  ref?: string;
  box?: { x: number; y: number; width: number; height: number };
  children?: (AriaNode | string)[];
}

function* flattened(nodes: readonly (AriaNode | string)[]): Generator<AriaNode> {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    yield node;
    // What is in a frame belongs to another document.
    if (node.role !== 'iframe') yield* flattened(node.children ?? []);
  }
}

export interface Extent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** @returns the enabled controls with a box that the user can scroll to */
export async function ariaControls(page: Page, extent: Extent): Promise<AriaNode[]> {
  const nodes = (await page.ariaSnapshotJSON({ mode: 'ai', boxes: true })) as unknown as AriaNode[];
  return [...flattened(nodes)].filter(({ role, disabled, box }) => {
    if (!isControlRole(role) || disabled || !box || box.width * box.height === 0) return false;
    const { x, y, width, height } = box;
    return x + width > extent.left && y + height > extent.top && x < extent.right && y < extent.bottom;
  });
}

/** A page that changes has lost the control by then. */
const GONE_MS = 500;

/** @returns whether the control, once it is scrolled to, is what lies on top there: a mouse could click it */
export async function isSeen(page: Page, { ref }: AriaNode): Promise<boolean> {
  const element = await page
    .locator(`aria-ref=${ref}`)
    .elementHandle({ timeout: GONE_MS })
    .catch(() => null);
  if (!element) return false;
  return element.evaluate((control) => {
    const before = { left: scrollX, top: scrollY };
    const middle = () => {
      // The box around all lines of a link may have its middle beside them.
      const { x, y, width, height } = control.getClientRects()[0] ?? control.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    };
    const { x, y } = middle();
    scrollBy({ left: x - innerWidth / 2, top: y - innerHeight / 2, behavior: 'instant' });
    const at = middle();
    let hit = document.elementFromPoint(at.x, at.y);
    while (hit?.shadowRoot) {
      const inner: Element | null = hit.shadowRoot.elementFromPoint(at.x, at.y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    scrollTo({ ...before, behavior: 'instant' });
    const label = hit?.closest('label');
    return hit !== null && (control.contains(hit) || label?.control === control);
  });
}

export interface Compared {
  missing: AriaNode[];
  /** Named otherwise. */
  renamed: { role: string; expected: string; actual: string }[];
}

/** Names that differ by their spaces sound alike. */
const spoken = (name: string) => name.replace(/[\s\ufeff\u200b]+/g, '').toLowerCase();

/** Playwright leaves a name out that is the same as the text in the control. */
export const nameIn = ({ name, text, children = [] }: AriaNode): string =>
  name ?? text ?? children.map((child) => (typeof child === 'string' ? child : nameIn(child))).join(' ');

/** A control of ours stands for one of theirs: best with the same role, name and box, then with fewer of them the same. */
export function compareControls(theirs: readonly AriaNode[], ours: readonly BoxedControl[]): Compared {
  const free = new Set(ours);
  const isNear = ({ box }: AriaNode, each: BoxedControl) =>
    box !== undefined &&
    (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(box[side] - each[side]) < NEAR_PX);
  const isCalled = (node: AriaNode, each: BoxedControl) => spoken(nameIn(node)) === spoken(each.name);
  const hasRole = ({ role }: AriaNode, each: BoxedControl) => role === each.role;
  const rules = [
    (node: AriaNode, each: BoxedControl) => hasRole(node, each) && isCalled(node, each) && isNear(node, each),
    (node: AriaNode, each: BoxedControl) => hasRole(node, each) && isNear(node, each),
    isNear,
    (node: AriaNode, each: BoxedControl) => hasRole(node, each) && isCalled(node, each),
  ];
  let missing = [...theirs];
  const renamed: Compared['renamed'] = [];
  for (const fits of rules) {
    missing = missing.filter((node) => {
      const found = [...free].find((each) => fits(node, each));
      if (!found) return true;
      free.delete(found);
      if (node.name && spoken(node.name) !== spoken(found.name)) {
        renamed.push({ role: node.role, expected: node.name, actual: found.name });
      }
      return false;
    });
  }
  return { missing, renamed };
}
