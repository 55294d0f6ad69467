/** Commands that a voice reads better as a sign. All others are read by their name: "alpha", "sin". */
const SIGNS: Readonly<Record<string, string>> = {
  ...{
    times: '×',
    cdot: '×',
    ast: '×',
    div: '÷',
    pm: '±',
    mp: '∓',
    approx: '≈',
    equiv: '≡',
    sim: '~',
    propto: '∝',
  },
  ...{ leq: '≤', le: '≤', geq: '≥', ge: '≥', neq: '≠', ne: '≠', ll: '<', gg: '>', lt: '<', gt: '>' },
  ...{
    infty: '∞',
    circ: '°',
    degree: '°',
    prime: '′',
    ldots: '…',
    cdots: '…',
    dots: '…',
    sum: 'Σ',
    int: '∫',
  },
  ...{
    to: '→',
    rightarrow: '→',
    Rightarrow: '→',
    implies: '→',
    leftarrow: '←',
    leftrightarrow: '↔',
    iff: '↔',
  },
  ...{
    in: '∈',
    notin: '∉',
    cup: '∪',
    cap: '∩',
    subset: '⊂',
    forall: '∀',
    exists: '∃',
    partial: '∂',
    nabla: '∇',
  },
};

/** Commands of the layout. */
const LAYOUT =
  /^(?:left|right|[bB]igg?[lr]?|q?quad|(?:display|text|script)style|limits|text\w*|math\w*|operatorname|boxed|begin|end|over(?:line|set)|under(?:line|set|brace)|hat|bar|vec|tilde|hline|label|tag|not)$/;

/** Deeper fractions are read without their brackets. */
const MAX_DEPTH = 6;

/** A formula in LaTeX as a voice can read it: `\frac{a}{b}` is a / b, `x^{2}` is x^2. */
export function readableFormula(latex: string): string {
  let text = latex
    .replace(/\\(?:begin|end)\s*\{[^{}]*\}(?:\{[^{}]*\})?/g, ' ')
    .replace(/\^\s*\{?\s*\\(?:circ|degree)\b\s*\}?/g, '° ')
    // A comma in braces parts thousands.
    .replaceAll('{,}', ',');
  for (let i = 0; i < MAX_DEPTH; i++) {
    const read = text
      .replace(
        /\\[dtc]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g,
        (_, above: string, below: string) => `${grouped(above)} / ${grouped(below)}`,
      )
      .replace(
        /\\sqrt\s*(?:\[([^\][{}]*)\])?\s*\{([^{}]*)\}/g,
        (_, root: string | undefined, of: string) => `${root ?? ''}√${grouped(of)}`,
      )
      .replace(/([\^_])\s*\{([^{}]*)\}/g, (_, mark: string, of: string) => mark + grouped(of))
      .replace(/\\(?:text\w*|math\w*|operatorname)\s*\{([^{}]*)\}/g, ' $1 ');
    if (read === text) break;
    text = read;
  }
  return text
    .replace(/\\([A-Za-z]+)\s*/g, (_, name: string) =>
      SIGNS[name] ? ` ${SIGNS[name]} ` : LAYOUT.test(name) ? ' ' : ` ${name} `,
    )
    .replace(/\\\\|(?<!\\)&/g, ' ')
    .replace(/\\([%$#&{}])/g, '$1')
    .replace(/\\[,;:! ]|[\\{}]|(?<=[\p{L}\p{N})])_/gu, ' ');
}

const grouped = (part: string): string =>
  /^\s*[\p{L}\p{N}.]*\s*$/u.test(part) ? part.trim() : `(${part.trim()})`;
