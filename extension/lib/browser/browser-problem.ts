import type { OptionalPermission, PageAccess } from './browser-calls';

export type Place = NonNullable<PageAccess['place']>;

const STILL = 'Tabs, search, and opening other pages still work.';

/** What is said of each place, and what still works there. */
const PLACE_SENTENCES: Record<Place, string> = {
  browser_page: `This is a page of the browser itself, and no extension may read or use it. ${STILL}`,
  store: `This is the browser's store, and no extension may read or use it. ${STILL}`,
  pdf: `This is a PDF in the browser's viewer, and no extension may read or use it. ${STILL}`,
  extension: `This page belongs to an extension, and no other extension may read or use it. ${STILL}`,
  file: `This is a file of this computer. To let Earshot read it, switch on "Allow access to file URLs" for Earshot on the browser's extensions page. ${STILL}`,
  blank: 'This tab is empty. Say what to search for, or which site to open.',
  not_a_site: `This is not the page of a website. It may be an empty tab or a file of this computer. To let Earshot read files, switch on "Allow access to file URLs" for Earshot on the browser's extensions page. ${STILL}`,
  other: `Earshot may not read or use this page. ${STILL}`,
};

/** A call that cannot be carried out. The message is for people: what happened, why, and what to do. */
export class BrowserProblem extends Error {
  override readonly name: string = 'BrowserProblem';

  /** @param needs a permission without which it cannot be carried out */
  constructor(
    message: string,
    readonly needs?: OptionalPermission,
  ) {
    super(message);
  }
}

/** The page is in a place where the browser lets no extension in. */
export class PlaceProblem extends BrowserProblem {
  override readonly name = 'PlaceProblem';

  constructor(readonly place: Place) {
    super(PLACE_SENTENCES[place]);
  }
}

/** The browser shows an error in place of the page. */
export class ErrorShown extends BrowserProblem {
  override readonly name = 'ErrorShown';

  constructor() {
    super('The page could not be loaded: the browser shows an error.');
  }
}

/** The document is gone: the page was left or reloaded, or the frame was removed. */
export class DocumentGone extends BrowserProblem {
  override readonly name: string = 'DocumentGone';

  constructor() {
    super('The page has changed meanwhile. Look at it again.');
  }
}

/** The document went away while the call ran there. */
export class DocumentLeft extends DocumentGone {
  override readonly name = 'DocumentLeft';
}
