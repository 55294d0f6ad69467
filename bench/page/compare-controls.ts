/** Compares the controls of a snapshot with those that Playwright's aria snapshot has. */
import type { Page } from 'playwright-core';
import type { BoxedControl } from './probe.ts';

const CONTROL_ROLES = new Set([
  ...[
    'button',
    'link',
    'textbox',
    'searchbox',
    'checkbox',
    'radio',
    'combobox',
    'listbox',
    'option',
    'slider',
  ],
  ...[
    'spinbutton',
    'switch',
    'tab',
    'menuitem',
    'menuitemcheckbox',
    'menuitemradio',
    'treeitem',
    'scrollbar',
  ],
]);

/** Of the edges of two boxes of the same element, in CSS pixels. */
const NEAR_PX = 3;

interface AriaNode {
  role: string;
  name?: string;
  disabled?: boolean;
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
    if (!CONTROL_ROLES.has(role) || disabled || !box || box.width * box.height === 0) return false;
    const { x, y, width, height } = box;
    return x + width > extent.left && y + height > extent.top && x < extent.right && y < extent.bottom;
  });
}

export interface Compared {
  missing: AriaNode[];
  /** Named otherwise. */
  renamed: { role: string; expected: string; actual: string }[];
}

/** A control of ours stands for one of theirs: best with the same role, name and box, then with fewer of them the same. */
export function compareControls(theirs: readonly AriaNode[], ours: readonly BoxedControl[]): Compared {
  const free = new Set(ours);
  const isNear = ({ box }: AriaNode, each: BoxedControl) =>
    box !== undefined &&
    (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(box[side] - each[side]) < NEAR_PX);
  const isCalled = ({ name = '' }: AriaNode, each: BoxedControl) => name === each.name;
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
      // Playwright leaves a name out that is the same as the text in the control.
      if (node.name && node.name !== found.name) {
        renamed.push({ role: node.role, expected: node.name, actual: found.name });
      }
      return false;
    });
  }
  return { missing, renamed };
}
