import { BrowserProblem, DocumentGone, DocumentLeft, ErrorShown, PlaceProblem } from '../browser-problem';

const NOT_ALLOWED =
  'Earshot may not see this page yet. Click its icon in the toolbar to let it into this tab, or allow all sites in the side panel.';

export const notAllowed = () => new BrowserProblem(NOT_ALLOWED, 'hosts');

/** @param site the entry of the list that excludes the page */
export const excluded = (site: string) =>
  new BrowserProblem(`You have told Earshot never to read or use ${site}. The settings can change that.`);

/** The browser's own errors, and what they mean for people. */
const ERRORS: [RegExp, () => BrowserProblem][] = [
  [/no tab with id|tab was closed/i, () => new BrowserProblem('The tab was closed.')],
  [/no document with id|no frame with id/i, () => new DocumentGone()],
  [/was removed/i, () => new DocumentLeft()],
  [/showing error page/i, () => new ErrorShown()],
  [/extensions gallery/i, () => new PlaceProblem('store')],
  [/extension:\/\/ URL/i, () => new PlaceProblem('extension')],
  [/cannot access an? [a-z-]+:\/\/ url/i, () => new PlaceProblem('browser_page')],
  [
    /ExtensionsSettings policy/i,
    () => new BrowserProblem('An administrator keeps extensions off this site.'),
  ],
  [/must request permission|cannot access contents/i, notAllowed],
];

/** @returns why a script could not be run in a page, from the browser's error */
export function refusalOf(error: unknown): BrowserProblem {
  if (error instanceof BrowserProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  const found = ERRORS.find(([pattern]) => pattern.test(message));
  return found ? found[1]() : new BrowserProblem(`The browser refused: ${message}`);
}
