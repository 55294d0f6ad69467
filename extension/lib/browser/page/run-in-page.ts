import type { FramePath, PageCall } from '../../page/page-calls';

/** For the top document and for a frame; null only asks what is there. */
export interface DocumentCalls {
  top: PageCall | null;
  frame: PageCall | null;
}

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
 * user does not want Earshot: on an excluded site, in a frame of one, and in its frames.
 * @param build of the script that it needs
 * @param calls JSON of `DocumentCalls`: the browser drops null from arguments
 */
export async function runInPage(build: string, calls: string, neverSites: string[]): Promise<DocumentReply> {
  const path: number[] = [];
  for (let child: Window = window; child !== child.parent; child = child.parent) {
    const siblings = child.parent;
    let index = siblings.length - 1;
    // A frame in a shadow tree is not among them: -1.
    while (index >= 0 && siblings[index] !== child) index--;
    path.unshift(index);
  }
  // A document without an address of its own has the origin of the page that made it.
  const own = self.origin === 'null' ? location.origin : self.origin;
  // In a sandboxed frame, neither it nor that page has an origin; then its base is that page's address.
  const maker = location.protocol === 'about:' ? new URL(document.baseURI).origin : '';
  for (const origin of [own, maker, ...location.ancestorOrigins]) {
    const host = /^https?:\/\//.test(origin) ? new URL(origin).hostname.toLowerCase().replace(/\.$/, '') : '';
    const site = neverSites.find((entry) => host === entry || host.endsWith(`.${entry}`));
    if (site !== undefined) return { path, kind: 'excluded', site };
  }
  if (document.contentType === 'application/pdf') return { path, kind: 'pdf' };
  const { top, frame } = JSON.parse(calls) as DocumentCalls;
  const call = path.length === 0 ? top : frame;
  if (!call) return { path, kind: 'answered', answer: null };
  const page = globalThis.__earshotPage;
  if (page?.build !== build) return { path, kind: 'absent' };
  return { path, kind: 'answered', answer: await page.run(call) };
}
