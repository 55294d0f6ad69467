/** The text of a page that is no article. */
import type { PageText } from '../page-text/page-text';
import { textBlocks } from '../page-text/text-blocks';
import { isNote } from './notes';

/** What surrounds the text of a page, and what people use instead of reading it. */
const AROUND = [
  ...['nav', 'aside', 'footer', 'header', 'form', 'button', 'dialog', 'label', 'fieldset', 'menu'],
  ...['navigation', 'complementary', 'contentinfo', 'banner', 'search', 'form', 'menu', 'menubar', 'toolbar'],
  ...['tablist', 'dialog', 'alertdialog', 'button', 'listbox', 'status', 'alert'],
];

const IS_AROUND = AROUND.map((name) => `${name}, [role="${name}"]`).join(', ');

/** @returns what can be read of the page's main part, or of the whole page if it has no such part */
export function mainText(root: Element): PageText[] {
  const main = root.querySelector('main, [role="main"]');
  const inMain = main ? textBlocks(main, { skips }) : [];
  return inMain.length > 0 ? inMain : textBlocks(root, { skips });
}

const skips = (element: Element) =>
  (element.matches(IS_AROUND) && !holdsHeadingOfArticle(element)) ||
  element.getAttribute('aria-hidden') === 'true' ||
  isNote(element);

/** An article's own header has its title. */
const holdsHeadingOfArticle = (element: Element) =>
  element.localName === 'header' && element.closest('article, main, [role="main"]') !== null;
