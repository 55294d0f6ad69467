/** The title of an article: what its heading says, or its document. */

export interface TitleSources {
  /** The text of the article's first block. */
  first: string;
  /** The title that Readability found. */
  found?: string;
  /** The title of the whole page, if this document is a frame's: the user knows it already. */
  pageTitle?: string;
}

/**
 * @param root what is read of the document
 * @returns the title, empty if the article has none of its own
 */
export function titleOf(root: Element, { first, found, pageTitle }: TitleSources): string {
  const heading = textOf(root.querySelector('h1, h2, h3'));
  // A document's own title may name the site too, or what is covered.
  if (root !== document.body && heading !== '') return heading;
  const main = textOf(root.querySelector('h1'));
  if (main !== '' && document.title.includes(main)) return main;
  if (pageTitle !== undefined && heading === first) return heading;
  const title = collapsed(found || document.title);
  return title === collapsed(pageTitle ?? '') || isAddress(title) ? '' : title;
}

/** Documents without a title, such as those of mails, often have their address or the name of their file there. */
const isAddress = (title: string): boolean =>
  !title.includes(' ') &&
  (/^[a-z][a-z\d+.-]*:\S/i.test(title) || (/[./]/.test(title) && location.href.includes(title)));

const textOf = (element: Element | null): string => collapsed(element?.textContent ?? '');

const collapsed = (text: string): string => text.replace(/\s+/g, ' ').trim();
