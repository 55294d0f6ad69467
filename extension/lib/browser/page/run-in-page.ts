import type { FramePath, PageCall } from '../../page/page-calls';

/** What a document says to a call. */
export type DocumentReply = { path: FramePath } & DocumentSays;

type DocumentSays =
  | { kind: 'answered'; answer: unknown }
  /** The script is not there yet. */
  | { kind: 'absent' }
  | { kind: 'pdf' }
  /** The user has excluded the document's site. */
  | { kind: 'excluded'; site: string };

/**
 * Runs in the document, alone: it sees nothing of this module. Before anything of the page is looked at, it ends where the
 * user does not want Earshot, also in a frame of another site.
 * @param build of the script that it needs
 * @param calls for the top document and for a frame; null only asks what is there
 */
export async function runInPage(
  build: string,
  calls: { top: PageCall | null; frame: PageCall | null },
  neverSites: string[],
): Promise<DocumentReply> {
  const path: number[] = [];
  for (let child: Window = window; child !== child.parent; child = child.parent) {
    const siblings = child.parent;
    let index = siblings.length - 1;
    // A frame in a shadow tree is not among them: -1.
    while (index >= 0 && siblings[index] !== child) index--;
    path.unshift(index);
  }
  // A document without an address of its own has the origin of the page that made it.
  const host = (self.origin === 'null' ? location.hostname : new URL(self.origin).hostname).toLowerCase();
  const site = neverSites.find((entry) => host === entry || host.endsWith(`.${entry}`));
  if (site !== undefined) return { path, kind: 'excluded', site };
  if (document.contentType === 'application/pdf') return { path, kind: 'pdf' };
  const call = path.length === 0 ? calls.top : calls.frame;
  if (!call) return { path, kind: 'answered', answer: null };
  const page = globalThis.__earshotPage;
  if (page?.build !== build) return { path, kind: 'absent' };
  return { path, kind: 'answered', answer: await page.run(call) };
}
