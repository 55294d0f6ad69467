import { PageView } from '../dom/page-view';
import type { PageItem } from './items';
import { PageWalk } from './walk';

export type ControlItem = Extract<PageItem, { kind: 'control' }>;

/** @returns the controls that the user sees now, in the order of the page */
export function visibleControls(view = new PageView()): ControlItem[] {
  const { items } = new PageWalk(view, { onlyViewport: true, onlyControls: true }).run();
  return items.filter((item) => item.kind === 'control');
}
