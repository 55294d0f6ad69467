import { focusedControl } from '../controls/focused-control';
import { inspectControl } from '../inspect/inspect-control';
import { selectedText } from '../controls/selected-text';
import { frameIndex } from '../dom/frames';
import { glance } from '../glance';
import { takeSnapshot } from '../snapshot/take-snapshot';
import type { PageHandlers } from './page-handlers';

/** The calls that look at a page. */
export const lookHandlers = {
  glance: () => glance(),
  snapshot: (args, { refs }) => takeSnapshot(args, refs),
  inspect({ ref }, { refs }) {
    const control = refs.controlFor({ ref });
    return control instanceof Element ? { ok: true, target: inspectControl(control) } : control;
  },
  focused(_args, { refs }) {
    const element = focusedControl();
    if (!element) return {};
    if (element instanceof HTMLIFrameElement) return { frame: frameIndex(element) };
    const ref = refs.knownNumberOf(element);
    return { ...(ref === undefined ? {} : { ref }), target: inspectControl(element) };
  },
  selection: () => ({ text: selectedText() }),
  watch_phrases({ on }, { phrases }) {
    if (on) phrases.start();
    else phrases.stop();
    return { ok: true };
  },
} satisfies Partial<PageHandlers>;
