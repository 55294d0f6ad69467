import type { NumberedControl } from '../../tool-contract/tool-results';
import { enterTab } from '../access/enter';
import type { BrowserCalls, ControlRef, ToolRun, ToolRunAnswer } from '../browser-calls';
import { BrowserProblem, DocumentGone } from '../browser-problem';
import type { BrowserTools } from '../browser-tools';
import { identityOf, siteOf } from '../page/identity';
import type { PageDocument } from '../page/page-scripts';
import { RefNumbers } from '../page/ref-numbers';

/** Numbers have two digits at most. */
const LAST = 99;

/** Shows numbers on the controls of the viewport, frame by frame: no number is there twice. */
export async function showNumbers(
  { arguments: { refs: wanted }, controls = [], refs }: ToolRun<'show_numbers'>,
  tools: BrowserTools,
): Promise<ToolRunAnswer> {
  const tab = await enterTab(tools, wanted && controls[0]?.tabId);
  const numbers = new RefNumbers(refs);
  const shown: NumberedControl[] = [];
  let more = 0;
  const show = async (document: PageDocument, first: number, last: number) => {
    const { epoch, firstRef } = numbers.of(document);
    const only = wanted && { refs: refsIn(document, controls) };
    const { answer } = await tools.pages.one(document, 'show_numbers', {
      first,
      last,
      epoch,
      firstRef,
      ...only,
    });
    if ('error' in answer) throw new BrowserProblem(answer.error);
    const prefix = numbers.given(document, answer.nextRef);
    more += answer.more;
    for (const control of answer.controls) shown.push({ ...control, ref: `${prefix}${control.ref}` });
  };

  const documents = await tools.pages.documents(tab.id);
  // Where only some controls get numbers, the others lose theirs.
  if (wanted) await tools.pages.all(tab.id, 'hide_numbers', {});
  const [top, ...frames] = wanted
    ? documents.filter((document) => refsIn(document, controls).length > 0)
    : documents;
  if (top) await show(top, 1, LAST);
  const ofTop = highest(shown);
  for (const frame of frames) {
    if (highest(shown) >= LAST) break;
    await show(frame, highest(shown) + 1, LAST).catch((error: unknown) => {
      // A frame that has gone meanwhile takes no numbers from the others.
      if (!(error instanceof DocumentGone)) throw error;
    });
  }
  if (top && highest(shown) > ofTop) {
    // When it scrolls, the top document numbers what comes into view: it must not take the numbers of the frames.
    const { epoch, firstRef } = numbers.of(top);
    const only = wanted && { refs: refsIn(top, controls) };
    await tools.pages.one(top, 'show_numbers', {
      first: 1,
      last: Math.max(1, ofTop),
      epoch,
      firstRef,
      ...only,
    });
  }
  const result = { ok: true as const, numbers: shown, more, tab: tab.id, page: identityOf(tab) };
  return { result, site: siteOf(tab), ...numbers.update() };
}

export async function hideNumbers(
  _run: ToolRun<'hide_numbers'>,
  tools: BrowserTools,
): Promise<ToolRunAnswer> {
  const tab = await enterTab(tools, undefined);
  await tools.pages.all(tab.id, 'hide_numbers', {});
  return {
    result: { ok: true, changed: 'the numbers are hidden', page: identityOf(tab) },
    site: siteOf(tab),
  };
}

/** Finds the control that has the number now in the active tab. */
export async function numbered(
  { number }: BrowserCalls['numbered']['args'],
  tools: BrowserTools,
): Promise<BrowserCalls['numbered']['answer']> {
  const tab = await enterTab(tools, undefined);
  for (const { answer, tabId, documentId } of await tools.pages.all(tab.id, 'numbered', { number })) {
    if (answer && !('error' in answer))
      return { on: { tabId, documentId, ref: `n${number}`, number: answer.ref } };
  }
  throw new BrowserProblem(`There is no number ${number} on the page. Say "show numbers".`);
}

const refsIn = ({ tabId, documentId }: PageDocument, controls: readonly ControlRef[]): number[] =>
  controls
    .filter((control) => control.tabId === tabId && control.documentId === documentId)
    .map((control) => control.number);

const highest = (shown: readonly NumberedControl[]) => Math.max(0, ...shown.map(({ number }) => number));
