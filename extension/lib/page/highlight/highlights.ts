/** Lights text of the page without changing it, by the CSS Custom Highlight API. */

/** `found` is what was looked for; `word` is what is heard in the `sentence` that is read. */
export type HighlightKind = 'found' | 'sentence' | 'word';

const NAME = { found: 'earshot-found', sentence: 'earshot-sentence', word: 'earshot-word' };

/** A word keeps its contrast on light and on dark pages; a sentence shines through. */
const STYLES = `
::highlight(${NAME.sentence}) { background-color: rgb(255 202 40 / 0.32); }
::highlight(${NAME.word}), ::highlight(${NAME.found}) { background-color: rgb(255 202 40); color: rgb(20 20 20); }
`;

const PRIORITY = { found: 0, sentence: 1, word: 2 };

let sheet: CSSStyleSheet | undefined;

/** Lights these ranges instead of those that were lit so; none puts the light out. */
export function light(kind: HighlightKind, ranges: readonly Range[]): void {
  if (ranges.length === 0) {
    CSS.highlights.delete(NAME[kind]);
    return;
  }
  for (const root of new Set(ranges.map(rootOf))) adoptStyles(root);
  const highlight = new Highlight(...ranges);
  highlight.priority = PRIORITY[kind];
  CSS.highlights.set(NAME[kind], highlight);
}

const rootOf = ({ startContainer }: Range): Document | ShadowRoot => {
  const root = startContainer.getRootNode();
  return root instanceof ShadowRoot ? root : document;
};

/** A page that sets its own list of style sheets removes ours. */
function adoptStyles(root: Document | ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}
