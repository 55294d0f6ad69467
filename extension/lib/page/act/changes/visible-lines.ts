/** A page with more text is compared without its text: reading it takes too long. */
const MAX_ELEMENTS = 20_000;

const MAX_LINES = 20_000;

/** @returns the text that can be seen in each of these trees and their parts */
export function textsOf(roots: readonly (Document | ShadowRoot)[]): string[] {
  const parts = roots.flatMap((root) => (root instanceof Document ? [root.body] : [...root.children]));
  return parts.map((part) => (part instanceof HTMLElement ? part.innerText : ''));
}

/** @returns the lines of text that can be seen, in their order; null for pages that are too long */
export function visibleLines(roots: readonly (Document | ShadowRoot)[]): string[] | null {
  if (document.getElementsByTagName('*').length > MAX_ELEMENTS) return null;
  const lines = textsOf(roots)
    .join('\n')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim());
  return lines.filter((line) => line !== '').slice(0, MAX_LINES);
}

/** A clock goes on whatever is done. */
const CLOCK = /\b\d{1,2}:\d{2}(?::\d{2})?\b/g;

const withoutClocks = (line: string) => line.replace(CLOCK, '0:00');

/** @returns the lines of `now` that `before` does not have, each as often as it is missing */
export function addedLines(before: readonly string[], now: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of before) {
    const key = withoutClocks(line);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return now.filter((line) => {
    const key = withoutClocks(line);
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    return count <= 0;
  });
}
