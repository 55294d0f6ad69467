import type { FramePath, Target } from '../../page/page-calls';
import { BrowserProblem } from '../browser-problem';
import type { PageDocument, PageScripts } from './page-scripts';

/** What has the focus in a page: a control of one of its documents. */
export interface Focused {
  document: PageDocument;
  target: Target;
}

const NO_FOCUS = 'Nothing on the page has the focus. Say which field or control is meant.';

/** @throws BrowserProblem if no control of the page has the focus */
export async function focusedControl(pages: PageScripts, tabId: number): Promise<Focused> {
  const { document, target } = await focusIn(pages, tabId);
  if (!target) throw new BrowserProblem(NO_FOCUS);
  return { document, target };
}

/**
 * Follows the focus from the top document into its frames.
 * @returns the document that gets keys, and the control there that has the focus; null if only the document has
 * @throws BrowserProblem if that is a document where Earshot may not be
 */
export async function focusIn(
  pages: PageScripts,
  tabId: number,
): Promise<{ document: PageDocument; target: Target | null }> {
  const documents = await pages.all(tabId, 'focused', {});
  for (let path: FramePath = []; ;) {
    const found = documentAt(documents, path);
    const answer = found?.answer;
    if (!found || !answer || 'ok' in answer) throw new BrowserProblem(NO_FOCUS);
    if (answer.frame === undefined) return { document: found, target: answer.target ?? null };
    path = [...path, answer.frame];
  }
}

/** @returns the document of the frame at that place */
export const documentAt = <Each extends PageDocument>(
  documents: readonly Each[],
  path: FramePath,
): Each | undefined => documents.find((document) => document.path.join('.') === path.join('.'));
