import { deepElementFromPoint, flatParent } from '../../dom/flat-tree';

/** Higher or narrower ones are no bars, in parts of the viewport. */
const MAX_HEIGHT = 0.4;
const MIN_WIDTH = 0.5;

function barAt(y: number): DOMRect | null {
  for (let node = deepElementFromPoint(innerWidth / 2, y); node; node = flatParent(node)) {
    const { position } = getComputedStyle(node);
    if (position !== 'fixed' && position !== 'sticky') continue;
    const box = node.getBoundingClientRect();
    if (box.height <= innerHeight * MAX_HEIGHT && box.width >= innerWidth * MIN_WIDTH) return box;
  }
  return null;
}

/** @returns how much of the viewport's height bars at its edges cover, in CSS pixels: text behind them is not read */
export function barsHeight(): number {
  const top = barAt(1)?.bottom ?? 0;
  const bottom = barAt(innerHeight - 2);
  return top + (bottom ? innerHeight - bottom.top : 0);
}
