import { failure } from '../../tool-contract/tool-results';
import { runAct, runActOn, type ActOptions } from '../act/acting';
import { focusedAsExpected } from '../controls/focused-control';
import { findText } from '../find/find-text';
import { typeText } from '../text/type-text';
import type { PageHandlers } from './page-handlers';

/** The calls that write text, find it, and read it. */
export const textHandlers = {
  type_text(args, { refs }) {
    const { ref } = args;
    // What is typed is read back: only sending it has effects to wait for.
    const options: ActOptions = args.submit ? {} : { patienceMs: 0 };
    if (ref !== undefined) {
      return runActOn({ ...args, ref }, refs, (on, acting) => typeText(on, args, true, acting), options);
    }
    const on = focusedAsExpected(args.expect);
    if (!on) return failure('No field has the focus. Click a field first, or name it.');
    if ('error' in on) return on;
    return runAct(args, refs, { on, ...options }, (acting) => typeText(on, args, false, acting));
  },

  dictation: (step, { dictation }) => dictation.run(step),

  find({ text, shows, epoch, firstRef }, { refs }) {
    refs.begin(epoch, firstRef);
    const { matches, total } = findText(text, shows);
    return {
      matches: matches.map(({ element, context }) => ({ ref: refs.numberOf(element), context })),
      total,
      nextRef: refs.next,
    };
  },

  article: (args, { article }) => article.read(args),

  forget_article(_args, { article }) {
    article.forget();
    return { ok: true };
  },

  highlight(part, { article }) {
    // Chrome leaves out what is null in the arguments of a script.
    if (typeof part.from === 'number') return { ok: article.light(part.from, part.to) };
    return { ok: article.putOut() };
  },
} satisfies Partial<PageHandlers>;
