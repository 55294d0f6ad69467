/** Controls of a page as another tool lists them, to be reached by voice. */
import type { Page } from 'playwright-core';
import type * as snapshotModule from '../../../backend/src/skills/browser/controls/snapshot.ts';
import { built } from '../../lib/built.ts';
import { ariaControls, isSeen, nameIn } from '../compare-controls.ts';
import { saidOf } from '../reached.ts';

export interface SpokenTarget {
  role: string;
  name: string;
  /** The words of the name. */
  words: string;
  /** Playwright's locator. */
  selector: string;
  /** What is said for the name. */
  said: string;
  /** Without scrolling. */
  isInView: boolean;
  /** Whether what is said may mean another control of the page, too. */
  isShared: boolean;
  /** From 0, among those of its role and name in the order of the page. */
  place: number;
}

/** Pressed by a click; what a click does in the others is not to be seen. */
const PRESSED = new Set([
  ...['button', 'link', 'checkbox', 'radio', 'switch', 'tab'],
  ...['menuitem', 'menuitemcheckbox', 'menuitemradio', 'treeitem'],
]);

const FIELDS = new Set(['textbox', 'searchbox']);

export const isPressed = ({ role }: SpokenTarget): boolean => PRESSED.has(role);
export const isField = ({ role }: SpokenTarget): boolean => FIELDS.has(role);

const EVERYWHERE = { left: 0, top: 0, right: Infinity, bottom: Infinity };

/** Of each kind: a look at each takes time, and pages have hundreds. */
const MAX_CONTROLS = 24;

/** @returns controls with a name that a mouse could reach, in the order of the page */
export async function spokenTargets(page: Page): Promise<SpokenTarget[]> {
  const { wordsOf } = await built<typeof snapshotModule>('backend/src/skills/browser/controls/snapshot.js');
  const viewHeight = await page.evaluate(() => innerHeight);
  const listed = (await ariaControls(page, EVERYWHERE)).flatMap((node) => {
    const name = nameIn(node);
    const words = wordsOf(name);
    // What only begins at the edge, people do not see.
    const middle = node.box ? node.box.y + node.box.height / 2 : -1;
    const isInView = middle >= 0 && middle < viewHeight;
    return words === '' || node.ref === undefined ? [] : [{ node, name, words, isInView }];
  });
  const all = listed.map(({ words }) => words);
  const targets = listed.flatMap(({ node, name, words, isInView }) => {
    const said = saidOf(words, all);
    const others = listed.filter((each) => each.node !== node);
    // Of two that are called so, the one in view is meant.
    const isCalled = (other: (typeof listed)[number]) =>
      other.words === said || (said !== words && other.words.startsWith(`${said} `));
    if (!isInView && others.some((other) => other.isInView && isCalled(other))) return [];
    const isShared = others.some((other) => ` ${other.words} `.includes(` ${said} `));
    const namesakes = listed.filter(
      (each) => each.node.role === node.role && each.name === name && each.isInView === isInView,
    );
    const place = namesakes.findIndex((each) => each.node === node);
    const selector = `aria-ref=${node.ref}`;
    return [{ node, target: { role: node.role, name, words, said, selector, isInView, isShared, place } }];
  });
  const seen: SpokenTarget[] = [];
  for (const isOfKind of [isPressed, isField]) {
    const ofKind = targets.filter(({ target }) => isOfKind(target));
    for (const { node, target } of spread(ofKind, MAX_CONTROLS))
      if (await isSeen(page, node)) seen.push(target);
  }
  return seen;
}

/** @returns so many of them, spread evenly, and always the same */
export function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / count)]!);
}
