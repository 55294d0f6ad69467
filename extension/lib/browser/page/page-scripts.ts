import type { FramePath, PageCall, PageCallName, PageCalls } from '../../page/page-calls';
import type { ToolFailure } from '../../tool-contract/tool-results';
import { excluded, refusalOf } from '../access/refusals';
import type { BrowserApi } from '../browser-api';
import type { DocumentId } from '../browser-calls';
import { BrowserProblem, DocumentGone, DocumentLeft, PlaceProblem } from '../browser-problem';
import { runInPage, type DocumentCalls, type DocumentReply } from './run-in-page';
import { travelInPage } from './travel-in-page';

export interface PageDocument extends DocumentId {
  /** Where its frame is in the page; the top document has an empty path. */
  path: FramePath;
}

export const isTop = ({ path }: PageDocument): boolean => path.length === 0;

/** Each page call may fail in words. */
export type PageAnswer<Name extends PageCallName> = PageCalls[Name]['answer'] | ToolFailure;

export type Answered<Name extends PageCallName> = PageDocument & { answer: PageAnswer<Name> };

type Args<Name extends PageCallName> = PageCalls[Name]['args'];

/** A document, or the top document of a tab. */
export type PageTarget = DocumentId | { tabId: number; documentId?: undefined };

const SCRIPT = '/page.js';

type Injection = { tabId: number } & ({ documentIds?: string[]; allFrames?: false } | { allFrames: true });

type Replied = PageDocument & { reply: DocumentReply };

/** Runs calls in the documents of tabs, and puts the script there first where it is missing. */
export class PageScripts {
  /**
   * @param build of the script
   * @param neverSites the sites that the user has excluded
   */
  constructor(
    private readonly api: Pick<BrowserApi, 'scripting'>,
    private readonly build: string,
    private readonly neverSites: () => Promise<string[]>,
  ) {}

  /** @throws BrowserProblem if the document is gone, or Earshot may not be there */
  async one<Name extends PageCallName>(
    { tabId, documentId }: PageTarget,
    name: Name,
    args: Args<Name>,
  ): Promise<Answered<Name>> {
    const injection = documentId === undefined ? { tabId } : { tabId, documentIds: [documentId] };
    const [replied] = await this.#run(injection, callsOf(name, args, args));
    if (!replied) throw new DocumentLeft();
    return answerIn<Name>(replied);
  }

  /**
   * Runs a call in the top document and every frame, the top document first. Frames that are gone or excluded are left out.
   * @throws BrowserProblem if Earshot may not be in the top document
   */
  async all<Name extends PageCallName>(
    tabId: number,
    name: Name,
    args: Args<Name>,
    frameArgs: Args<Name> = args,
  ): Promise<Answered<Name>[]> {
    const replies = await this.#run({ tabId, allFrames: true }, callsOf(name, args, frameArgs));
    return answered(replies).map((replied) => answerIn<Name>(replied));
  }

  /** @returns the top document and those of all frames where Earshot may be. @throws BrowserProblem as `all` */
  async documents(tabId: number): Promise<PageDocument[]> {
    return answered(await this.#run({ tabId, allFrames: true }, { top: null, frame: null }));
  }

  /**
   * Has the page itself go back or forward: the browser's own way passes over pages that were left without a click.
   * @returns whether it went; it may also be gone before it can tell
   * @throws BrowserProblem if Earshot may not be in the tab
   */
  async travel(tabId: number, delta: -1 | 1): Promise<boolean> {
    await this.enter(tabId);
    const results = await this.api.scripting.executeScript({
      target: { tabId },
      func: travelInPage,
      args: [delta],
      injectImmediately: true,
    });
    return results[0]?.result ?? true;
  }

  /** @throws BrowserProblem if Earshot may not be in the tab */
  async enter(tabId: number): Promise<void> {
    answered(await this.#run({ tabId }, { top: null, frame: null }));
  }

  /** @returns whether the document is still in the tab */
  async lives({ tabId, documentId }: DocumentId): Promise<boolean> {
    const target = { tabId, documentIds: [documentId] };
    const results = await this.api.scripting
      .executeScript({ target, func: () => true, injectImmediately: true })
      .catch((error: unknown) => {
        // A document that may no longer be entered is not a document that is gone.
        return refusalOf(error) instanceof DocumentGone ? [] : null;
      });
    return results === null || results.length > 0;
  }

  async #run(target: Injection, calls: DocumentCalls): Promise<Replied[]> {
    const neverSites = await this.neverSites();
    const replies = await this.#execute(target, calls, neverSites);
    const absent = replies.filter(({ reply }) => reply.kind === 'absent');
    if (absent.length === 0) return replies;
    const without = {
      tabId: target.tabId,
      documentIds: absent.map(({ documentId }) => documentId),
    };
    await this.#inject(without);
    const late = await this.#execute(without, calls, neverSites);
    return inOrder([...replies.filter(({ reply }) => reply.kind !== 'absent'), ...late]);
  }

  async #inject(target: Injection & { documentIds: string[] }): Promise<void> {
    const inject = (documentIds: string[]) =>
      this.api.scripting.executeScript({
        target: { tabId: target.tabId, documentIds },
        files: [SCRIPT],
        injectImmediately: true,
      });
    try {
      await inject(target.documentIds);
    } catch (error) {
      // One frame that has gone meanwhile would keep all others out.
      if (target.documentIds.length === 1) throw refusalOf(error);
      await Promise.allSettled(target.documentIds.map((documentId) => inject([documentId])));
    }
  }

  async #execute(target: Injection, calls: DocumentCalls, neverSites: string[]): Promise<Replied[]> {
    const results = await this.api.scripting
      // Without injectImmediately it would wait until the slowest frame has loaded.
      .executeScript({
        target,
        func: runInPage,
        args: [this.build, JSON.stringify(calls), neverSites],
        injectImmediately: true,
      })
      .catch((error: unknown) => {
        throw refusalOf(error);
      });
    const replies = results.flatMap(({ documentId, result }) =>
      // The result is missing if the document went away during the call.
      result ? { tabId: target.tabId, documentId, path: result.path, reply: result } : [],
    );
    return inOrder(replies);
  }
}

/** Outer documents come before those in their frames. */
const inOrder = (replies: Replied[]): Replied[] => replies.sort((a, b) => a.path.length - b.path.length);

function callsOf<Name extends PageCallName>(
  name: Name,
  args: Args<Name>,
  frameArgs: Args<Name>,
): DocumentCalls {
  return { top: { name, args } as PageCall, frame: { name, args: frameArgs } as PageCall };
}

/** @returns those that answered. @throws BrowserProblem if the top document did not */
function answered(replies: Replied[]): Replied[] {
  const top = replies.find(isTop);
  if (!top) throw new DocumentLeft();
  answerIn(top);
  return replies.filter(({ reply }) => reply.kind === 'answered');
}

/** @throws BrowserProblem if the document did not answer */
function answerIn<Name extends PageCallName>({ reply, ...document }: Replied): Answered<Name> {
  switch (reply.kind) {
    case 'answered':
      return { ...document, answer: reply.answer as PageAnswer<Name> };
    case 'excluded':
      throw excluded(reply.site);
    case 'pdf':
      throw new PlaceProblem('pdf');
    case 'absent':
      throw new BrowserProblem('Earshot could not enter the page. Reload it, and try again.');
  }
}
