import { runAct, runActOn, runKnown } from '../act/acting';
import { pressKey } from '../act/keys/press-key';
import { controlMedia } from '../act/media';
import { click } from '../act/pointer/click';
import { drag } from '../act/pointer/drag';
import { hover } from '../act/pointer/hover';
import { scroll, scrolledFrame } from '../act/scrolling/scroll';
import { selectOption } from '../act/values/select-option';
import { setChecked } from '../act/values/set-checked';
import { setValue } from '../act/values/set-value';
import { undoAct } from '../act/undo';
import { focusedAsExpected } from '../controls/focused-control';
import { undoText } from '../text/undo-text';
import { waitFor } from '../act/wait-for';
import type { PageHandlers } from './page-handlers';

/** What reacts late to the mouse: menus wait before they open. */
const HOVER_PATIENCE_MS = 700;

/** The calls that use a page's controls. */
export const actHandlers = {
  click: (args, { refs }) => runActOn(args, refs, (control, acting) => click(control, args.double, acting)),
  hover: (args, { refs }) => runActOn(args, refs, hover, { patienceMs: HOVER_PATIENCE_MS }),
  drag: (args, { refs }) =>
    runActOn(args, refs, (control, acting) => {
      if (args.to === undefined) return drag(control, { dx: args.dx ?? 0, dy: args.dy ?? 0 }, acting);
      const to = refs.controlFor({ ref: args.to });
      return to instanceof Element ? drag(control, to, acting) : to;
    }),
  press_key(args, { refs }) {
    const { ref } = args;
    if (ref === undefined) {
      const focused = focusedAsExpected(args.expect);
      if (focused && 'error' in focused) return focused;
      return runAct(args, refs, {}, () => pressKey(null, args.key));
    }
    return runActOn({ ...args, ref }, refs, (control) => pressKey(control, args.key));
  },
  set_checked: (args, { refs }) =>
    runActOn(args, refs, (control, acting) => setChecked(control, args.checked, acting)),
  select_option: (args, { refs }) =>
    runActOn(args, refs, (control, acting) => selectOption(control, args.option, acting)),
  set_value: (args, { refs }) =>
    runActOn(args, refs, (control, acting) => setValue(control, args.value, acting)),
  scroll(args, { refs }) {
    refs.begin(args.epoch, args.firstRef);
    const { ref, direction, pages } = args;
    const control = ref === undefined ? null : refs.controlFor({ ref });
    if (control !== null && !(control instanceof Element)) return control;
    const frame = control === null ? scrolledFrame(direction) : null;
    if (frame !== null) return { ok: false, frame };
    return runKnown(args, refs, () => scroll(control, direction, pages, refs));
  },
  wait_for: (args, { refs }) => runKnown(args, refs, () => waitFor(args)),
  media: (args, { refs }) => runKnown(args, refs, () => controlMedia(args.action)),
  undo: (args, { refs }) =>
    runAct(args, refs, { patienceMs: 0 }, (acting) =>
      args.undo.kind === 'text' ? undoText(args.undo, acting) : undoAct(args.undo, acting),
    ),
} satisfies Partial<PageHandlers>;
