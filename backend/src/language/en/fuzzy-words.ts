/** Words for fuzzy matching: those that a recogniser adds by mistake, and those that it never does. */

/** Without these words a sentence would mean something else. */
export const MEANINGFUL_WORDS: ReadonlySet<string> = new Set(
  (
    'not no never do does did if unless why who when without translate define explain write spell type say said tell ' +
    'search google find add send ask cancel stop was were will'
  ).split(' '),
);

/** At the end of a sentence only these count as noise, because other words may have a meaning ("in narnia", "it there", "and london"). */
export const STRAY_ENDINGS =
  /^(?:in|a|an|the|and|it|but|so|that|of|to|or|i|on|at|is|oh|then|here|again|anyway|man|buddy|dude|mate|huh|right|(?:a|an|the|i|but|it) (?!there$)[a-z]+)$/;
