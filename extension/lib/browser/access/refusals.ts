import type { BrowserApi } from '../browser-api';
import { BrowserProblem, DocumentGone, DocumentLeft, ErrorShown, PlaceProblem } from '../browser-problem';
import { OPTIONAL_PERMISSIONS } from '../permissions';

const NOT_ALLOWED =
  'Earshot may not see this page yet. Click its icon in the toolbar to let it into this tab, or allow all sites in the side panel.';

/** Without that switch, neither the icon nor a permission opens a file, and the browser does not tell that the page is one. */
const IF_FILE =
  'If it is a file of this computer, first switch on "Allow access to file URLs" for Earshot on the browser\'s extensions page.';

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
  { permissions, extension }: Pick<BrowserApi, 'permissions' | 'extension'>,
): Promise<BrowserProblem> {
  const problem = refusalOf(error);
  if (problem.needs !== 'hosts') return problem;
  const mayBeFile = !(await extension.isAllowedFileSchemeAccess());
  if (await permissions.contains(OPTIONAL_PERMISSIONS.hosts))
    return new PlaceProblem(mayBeFile ? 'not_a_site' : 'other');
  return mayBeFile ? new BrowserProblem(`${problem.message} ${IF_FILE}`, 'hosts') : problem;
}

/** @returns why a script could not be run in a page, from the browser's error */
export function refusalOf(error: unknown): BrowserProblem {
  if (error instanceof BrowserProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  const found = ERRORS.find(([pattern]) => pattern.test(message));
  return found ? found[1]() : new BrowserProblem(`The browser refused: ${message}`);
}
