import type { PageCalls, PageUndo } from '../../page/page-calls';
import { tabById } from '../access/active-tab';
import type { DocumentId, ToolRunAnswer } from '../browser-calls';
import { BrowserProblem, DocumentLeft } from '../browser-problem';
import type { BrowserTools } from '../browser-tools';
import { withLimit } from '../time-limit';
import { siteOf } from './identity';
import type { GivenNumbers, RefNumbers } from './ref-numbers';
import { TabWatch } from './tab-watch';
import { whatHappened, type PageOutcome } from './what-happened';

/** The calls that act in a document, and answer with what changed. */
export type ActName =
  | 'click'
  | 'type_text'
  | 'select_option'
  | 'set_checked'
  | 'set_value'
  | 'press_key'
  | 'hover'
  | 'drag'
  | 'wait_for'
  | 'scroll'
  | 'media'
  | 'undo'
  | 'reveal';

/** Without what `RefNumbers` adds. */
export type ActArgs<Name extends ActName> = Omit<PageCalls[Name]['args'], keyof GivenNumbers>;

export interface ActReport {
  run: ToolRunAnswer;
  /** Null if the document went away. */
  outcome: PageOutcome | null;
}

/** How long the document may take. It waits itself until what an act has started in it is over. */
const ANSWER_MS = 4_000;

/** How long all of an act may take, what it loads in the tab included. */
const ALL_MS = 4_400;

/** How long the browser may take to begin to load what the page has asked for. */
const BEGIN_MS = 1_000;

const NO_ANSWER =
  'The page does not answer: it is busy, or shows a message that waits for a click. The act may have been done: look at the page before you try again.';

/**
 * Runs an act in a document, waits for what it starts in the tab, and says what happened.
 * @param extraMs time that the document may take beyond what acts usually take
 * @throws BrowserProblem if it could not be tried, or nothing is known of it
 */
export async function act<Name extends ActName>(
  { api, pages, neverSites }: BrowserTools,
  document: DocumentId,
  name: Name,
  args: ActArgs<Name>,
  refs: RefNumbers,
  extraMs = 0,
): Promise<ActReport> {
  const before = await tabById(api, document.tabId);
  const deadline = Date.now() + ALL_MS + extraMs;
  const watch = new TabWatch(api, document.tabId);
  const isGone = async () => !(await pages.lives(document));
  try {
    const call = pages
      .one(document, name, { ...args, ...refs.of(document) } as PageCalls[Name]['args'])
      .then(({ answer }) => answer as PageOutcome)
      .catch((error: unknown) => {
        if (error instanceof DocumentLeft) return null;
        throw error;
      });
    const left = watch.left(isGone).then(() => null);
    const outcome = await withLimit(Promise.race([call, left]), ANSWER_MS + extraMs, () => {
      throw new BrowserProblem(NO_ANSWER);
    });
    refs.given(document, outcome?.nextRef);
    const common = { site: siteOf(before), ...refs.update() };
    if (outcome && !outcome.ok) {
      return { outcome, run: { ...common, result: { ok: false, error: outcome.error ?? NO_ANSWER } } };
    }
    if (outcome?.navigates) await watch.begun(BEGIN_MS);
    await watch.loaded(deadline - Date.now());
    const stays = outcome && !(watch.moved && (await isGone())) ? outcome : null;
    const { result, back } = await whatHappened(watch, before, stays, {
      isFrame: refs.isFrame(document),
      limitMs: deadline - Date.now(),
      excluded: await neverSites(),
    });
    // To leave a page that a posted form has led to would not undo what was sent.
    const undo = stays?.undo ? pageUndo(document, stays.undo) : outcome?.posts ? undefined : back;
    return { outcome, run: { ...common, ...(undo && { undo }), result: { ...result } } };
  } finally {
    watch.end();
  }
}

const pageUndo = ({ tabId, documentId }: DocumentId, undo: PageUndo) =>
  ({ kind: 'page', undo, tabId, documentId }) as const;
