import type { BrowserApi } from '../browser-api';
import { BrowserProblem, DocumentGone, DocumentLeft, ErrorShown, PlaceProblem } from '../browser-problem';
import { OPTIONAL_PERMISSIONS } from '../permissions';

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

/**
 * @returns as `refusalOf`. The browser tells neither the address nor the kind of a page that is not of a website: where all
 *   sites are allowed, a page that needs leave is one of those.
 */
export async function reasonOf(
  error: unknown,
  api: Pick<BrowserApi, 'permissions'>,
): Promise<BrowserProblem> {
  const problem = refusalOf(error);
  const isAllowed = problem.needs === 'hosts' && (await api.permissions.contains(OPTIONAL_PERMISSIONS.hosts));
  return isAllowed ? new PlaceProblem('not_a_site') : problem;
}

/** @returns why a script could not be run in a page, from the browser's error */
export function refusalOf(error: unknown): BrowserProblem {
  if (error instanceof BrowserProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  const found = ERRORS.find(([pattern]) => pattern.test(message));
  return found ? found[1]() : new BrowserProblem(`The browser refused: ${message}`);
}
