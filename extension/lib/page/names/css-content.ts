/** The texts in the CSS property `content`. */

const STRING = /"((?:[^"\\]|\\.)*)"/g;

/** An address is no text. */
const ADDRESS = /url\((?:"(?:[^"\\]|\\.)*"|[^)"]*)\)/g;

const blank = (text: string) => ' '.repeat(text.length);

const stringsIn = (content: string) =>
  [...content.replace(ADDRESS, blank).matchAll(STRING)]
    .map(([, text = '']) => text.replace(/\\(.)/g, '$1'))
    .join('');

/** @returns where the alternative text begins, as in `url("cart.svg") / "Cart"`, or -1 */
const slashIn = (content: string): number =>
  content.replace(ADDRESS, blank).replace(STRING, blank).indexOf(' / ');

/** @returns the alternative text of computed `content`, or null if it has none */
export function cssAlternative(content: string): string | null {
  if (content === 'normal' || content === 'none' || content === '') return null;
  const slash = slashIn(content);
  return slash === -1 ? null : stringsIn(content.slice(slash));
}

/** @returns what a pseudo-element adds to its element's text */
export function pseudoText(element: Element, pseudo: '::before' | '::after'): string {
  const style = getComputedStyle(element, pseudo);
  const { content } = style;
  if (content === 'none' || content === 'normal' || content === '') return '';
  if (style.display === 'none' || style.visibility !== 'visible') return '';
  const text = cssAlternative(content) ?? stringsIn(content);
  return style.display === 'inline' || text === '' ? text : ` ${text} `;
}
