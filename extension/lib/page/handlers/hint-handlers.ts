import { runKnown } from '../act/acting';
import { reveal } from '../hints/reveal';
import type { PageHandlers } from './page-handlers';

/** The calls that show something over the page. */
export const hintHandlers = {
  show_numbers({ first, last, refs: only, epoch, firstRef }, { refs, numbers }) {
    refs.begin(epoch, firstRef);
    const elements = only?.map((ref) => refs.elementOf(ref)).filter((element) => element !== null) ?? null;
    const shown = numbers.show(first, last, elements);
    const controls = shown.map(({ number, element, control }) => ({
      number,
      ref: refs.numberOf(element),
      control,
    }));
    return { controls, more: numbers.more, nextRef: refs.next };
  },
  hide_numbers(_, { numbers }) {
    numbers.hide();
    return { ok: true as const };
  },
  numbered({ number }, { refs, numbers }) {
    const element = numbers.elementOf(number);
    return element ? { ref: refs.numberOf(element) } : null;
  },
  reveal(args, { refs }) {
    refs.begin(args.epoch, args.firstRef);
    const control = refs.controlFor(args);
    return control instanceof Element ? runKnown(args, refs, () => reveal(control)) : control;
  },
} satisfies Partial<PageHandlers>;
