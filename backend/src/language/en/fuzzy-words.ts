/** Words for sentences that only resemble a command: what a recogniser adds by mistake, and what it never does. */

/** A sentence without these would mean something else. */
export const MEANINGFUL_WORDS: ReadonlySet<string> = new Set(
  (
    'not no never do does did if unless why who when without translate define explain write spell type say said tell ' +
    'search google find add send ask cancel stop was were will'
  ).split(' '),
);

/** At the end every word may have a meaning ("in narnia"): only these are taken for noise. */
export const STRAY_ENDINGS =
  /^(?:in|a|an|the|and|it|but|so|that|of|to|or|i|on|at|is|oh|then|here|again|anyway|man|buddy|dude|mate|huh|right|(?:a|an|the|and|i|but|it) [a-z]+)$/;
