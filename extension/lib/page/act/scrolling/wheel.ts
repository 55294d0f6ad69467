import { deepElementFromPoint } from '../../dom/flat-tree';
import type { Performed } from '../acting';
import { nextFrame, pause } from '../pause';
import type { Axis } from './scroller';

/** Pages that scroll by their own means, such as maps and slides, listen to the wheel. */
const NOTCH_PX = 100;
const NOTCHES_PER_PAGE = 6;

/** Such a page has moved after a few frames. */
const REACTION_MS = 150;

/** @returns what was done, or null if the page does not react */
export async function turnWheel(axis: Axis, forward: boolean, pages: number): Promise<Performed | null> {
  const middle = { x: innerWidth / 2, y: innerHeight / 2 };
  const target = deepElementFromPoint(middle.x, middle.y);
  if (!target) return null;
  let isTaken = false;
  let isChanged = false;
  const mutations = new MutationObserver(() => (isChanged = true));
  mutations.observe(document, { subtree: true, childList: true, attributes: true });
  const notches = Math.max(1, Math.min(60, Math.round(NOTCHES_PER_PAGE * pages)));
  for (let i = 0; i < notches; i++) {
    const delta = forward ? NOTCH_PX : -NOTCH_PX;
    const init = {
      bubbles: true,
      cancelable: true,
      composed: true,
      view: window,
      clientX: middle.x,
      clientY: middle.y,
    };
    const wheel = new WheelEvent('wheel', {
      ...init,
      ...(axis === 'x' ? { deltaX: delta } : { deltaY: delta }),
    });
    isTaken = !target.dispatchEvent(wheel) || isTaken;
  }
  // What listens runs in one frame, and what it asks for in the next.
  await nextFrame();
  await pause(REACTION_MS);
  await nextFrame();
  mutations.disconnect();
  return isTaken || isChanged ? { did: 'the page took the turning of the wheel' } : null;
}
