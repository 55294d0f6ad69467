import { enterTab } from './access/enter';
import type { BrowserCalls } from './browser-calls';
import type { BrowserTools } from './browser-tools';
import { focusedControl } from './page/focused';
import { identityOf } from './page/identity';

/** Tells the policy about a control, or about what has the focus in the active tab. */
export async function inspect(
  args: BrowserCalls['inspect']['args'],
  tools: BrowserTools,
): Promise<BrowserCalls['inspect']['answer']> {
  if ('focus' in args) {
    const tab = await enterTab(tools, undefined);
    const { target, document } = await focusedControl(tools.pages, tab.id);
    return { ok: true, target, url: identityOf(tab).url, documentId: document.documentId };
  }
  const tab = await enterTab(tools, args.on.tabId);
  const { answer } = await tools.pages.one(args.on, 'inspect', { ref: args.on.number });
  const { documentId } = args.on;
  return answer.ok ? { ...answer, url: identityOf(tab).url, documentId } : answer;
}
