import { isControlRole } from '../roles/roles';
import { roleOf } from '../roles/role-of';
import { describeControl } from '../describe-control';
import { isInViewport, isRendered } from '../dom/rendered';
import type { SnapshotLine } from '../page-calls';
import type { PageHandlers } from './page-handlers';

/** The calls that look at a page. */
export const lookHandlers = {
  snapshot({ scope, epoch, firstRef }, { refs }) {
    refs.begin(epoch, firstRef);
    const lines: SnapshotLine[] = [];
    for (const element of document.querySelectorAll('*')) {
      if (!isControlRole(roleOf(element)) || !isRendered(element)) continue;
      const inViewport = isInViewport(element);
      if (scope === 'viewport' && !inViewport) continue;
      lines.push({ depth: 0, text: describeControl(element), control: refs.numberOf(element), inViewport });
    }
    const { scrollHeight, scrollTop } = document.scrollingElement ?? document.documentElement;
    return {
      path: [],
      lines,
      scroll: { viewportPx: innerHeight, topPx: scrollTop, heightPx: scrollHeight },
      nextRef: refs.next,
    };
  },
} satisfies Partial<PageHandlers>;
