import { runAct, runActOn } from '../act/acting';
import { pressKey } from '../act/keys/press-key';
import { controlMedia } from '../act/media';
import { click } from '../act/pointer/click';
import { drag } from '../act/pointer/drag';
import { hover } from '../act/pointer/hover';
import { scroll } from '../act/scrolling/scroll';
import { selectOption } from '../act/values/select-option';
import { setChecked } from '../act/values/set-checked';
import { setValue } from '../act/values/set-value';
import { undoAct } from '../act/undo';
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
    if (ref === undefined) return runAct(args, refs, {}, () => pressKey(null, args.key));
    return runActOn({ ...args, ref }, refs, (control) => pressKey(control, args.key));
  },
  set_checked: (args, { refs }) =>
    runActOn(args, refs, (control, acting) => setChecked(control, args.checked, acting)),
  select_option: (args, { refs }) =>
    runActOn(args, refs, (control, acting) => selectOption(control, args.option, acting)),
  set_value: (args, { refs }) =>
    runActOn(args, refs, (control, acting) => setValue(control, args.value, acting)),
  async scroll(args, { refs }) {
    refs.begin(args.epoch, args.firstRef);
    const control = args.ref === undefined ? null : refs.controlFor({ ref: args.ref });
    if (control !== null && !(control instanceof Element)) return control;
    const done = await scroll(control, args.direction, args.pages, refs);
    if ('frame' in done) return done;
    if ('ok' in done) return { ...done, nextRef: refs.next };
    return { ok: true, changed: done.did ?? 'nothing', undo: done.undo, nextRef: refs.next };
  },
  wait_for: (args, { refs }) => runAct(args, refs, { patienceMs: 0 }, () => waitFor(args)),
  media: async (args, { refs }) => runAct(args, refs, { patienceMs: 0 }, () => controlMedia(args.action)),
  undo: (args, { refs }) =>
    runAct(args, refs, { patienceMs: 0 }, (acting) =>
      args.undo.kind === 'text' ? undoText(args.undo, acting) : undoAct(args.undo, acting),
    ),
} satisfies Partial<PageHandlers>;
