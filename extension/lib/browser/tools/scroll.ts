import { enterTab } from '../access/enter';
import type { ToolRun, ToolRunAnswer } from '../browser-calls';
import type { BrowserTools } from '../browser-tools';
import { act } from '../page/act';
import { documentAt } from '../page/focused';
import { isTop, type PageDocument } from '../page/page-scripts';
import { RefNumbers } from '../page/ref-numbers';

/** Scrolls what a control is in; without a direction, to the control. Without a control, what the viewport shows. */
export async function scroll(run: ToolRun<'scroll'>, tools: BrowserTools): Promise<ToolRunAnswer> {
  const { on, refs, arguments: wish } = run;
  const numbers = new RefNumbers(refs);
  const args = { direction: wish.direction ?? 'down', pages: wish.pages ?? 1 } as const;
  if (on) {
    await enterTab(tools, on.tabId);
    const { run: done } = wish.direction
      ? await act(tools, on, 'scroll', { ...args, ref: on.number }, numbers)
      : await act(tools, on, 'reveal', { ref: on.number }, numbers);
    return done;
  }
  const { id } = await enterTab(tools, undefined);
  const documents = await tools.pages.documents(id);
  let document: PageDocument = documents.find(isTop)!;
  for (;;) {
    const { run: done, outcome } = await act(tools, document, 'scroll', args, numbers);
    const frame = outcome?.frame;
    const inner = frame === undefined ? undefined : documentAt(documents, [...document.path, frame]);
    if (!inner) return done;
    document = inner;
  }
}
