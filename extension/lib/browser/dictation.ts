import { enterTab } from './access/enter';
import type { BrowserCalls } from './browser-calls';
import type { BrowserTools } from './browser-tools';
import { focusIn } from './page/focused';

/** Carries out a step of a dictation in the document where it belongs. */
export async function dictation(
  args: BrowserCalls['dictation']['args'],
  tools: BrowserTools,
): Promise<BrowserCalls['dictation']['answer']> {
  const { tabId } = 'begin' in args ? { tabId: args.begin } : args.on;
  await enterTab(tools, tabId);
  const where = 'begin' in args ? (await focusIn(tools.pages, tabId)).document : args.on;
  const on = { tabId, documentId: where.documentId };
  const { answer } = await tools.pages.one(on, 'dictation', 'begin' in args ? { do: 'bind' } : args.step);
  return answer.ok ? { ...answer, on } : answer;
}
