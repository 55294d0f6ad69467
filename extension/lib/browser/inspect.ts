import { enterTab } from './access/enter';
import type { BrowserCalls } from './browser-calls';
import type { BrowserTools } from './browser-tools';
import { focusedControl } from './page/focused';

/** Tells the policy about a control, or about what has the focus in the active tab. */
export async function inspect(
  args: BrowserCalls['inspect']['args'],
  tools: BrowserTools,
): Promise<BrowserCalls['inspect']['answer']> {
  if ('focus' in args) {
    const { id } = await enterTab(tools, undefined);
    return { ok: true, target: (await focusedControl(tools.pages, id)).target };
  }
  await enterTab(tools, args.on.tabId);
  return (await tools.pages.one(args.on, 'inspect', { ref: args.on.number })).answer;
}
