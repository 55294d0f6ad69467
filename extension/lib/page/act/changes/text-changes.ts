import { isRendered } from '../../dom/rendered';
import { addedLines, visibleLines } from './visible-lines';

const MAX_NEW_LINES = 3;
const MAX_LINE = 80;

/** Of a page that is too long to be compared, the places that changed. */
const MAX_PLACES = 200;

const clipped = (line: string) => (line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line);

const hasWord = (line: string) => /\p{L}{2}/u.test(line);

/** Watches which text appears on a page and disappears, from its construction on. */
export class TextChanges {
  readonly #roots: readonly (Document | ShadowRoot)[];
  /** Null: the page is too long. */
  readonly #before: readonly string[] | null;
  readonly #places = new Set<Node>();

  constructor(roots: readonly (Document | ShadowRoot)[]) {
    this.#roots = roots;
    this.#before = visibleLines(roots);
  }

  note(records: readonly MutationRecord[]): void {
    if (this.#before) return;
    for (const { type, target, addedNodes } of records) {
      const places = type === 'childList' ? addedNodes : type === 'characterData' ? [target] : [];
      for (const place of places) if (this.#places.size < MAX_PLACES) this.#places.add(place);
    }
  }

  /** @param isTold whether a line is reported in another way already */
  describe(isTold: (line: string) => boolean): string | null {
    const now = visibleLines(this.#roots);
    const isNews = (line: string) => !isTold(line);
    const lines = this.#before && now ? addedLines(this.#before, now) : this.#placeLines();
    const added = lines.filter(isNews).slice(0, MAX_NEW_LINES);
    if (added.length > 0) return `new text: ${added.map((line) => `"${clipped(line)}"`).join(', ')}`;
    if (!this.#before || !now) return null;
    const removed = addedLines(now, this.#before).filter(isNews);
    const first = removed.find(hasWord) ?? removed[0];
    return first === undefined ? null : `"${clipped(first)}" disappeared`;
  }

  #placeLines(): string[] {
    const shown = [...this.#places].filter((node) => {
      const element = node instanceof Element ? node : node.parentElement;
      return element !== null && element.isConnected && isRendered(element);
    });
    const texts = shown.map((node) =>
      node instanceof HTMLElement ? node.innerText : (node.textContent ?? ''),
    );
    const lines = texts.flatMap((text) => text.split('\n')).map((line) => line.replace(/\s+/g, ' ').trim());
    return [...new Set(lines)].filter((line) => line !== '');
  }
}
