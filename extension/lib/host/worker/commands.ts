import { browser } from 'wxt/browser';
import { isHostCommand, type HostCommand } from '../../messaging/host-requests';
import { sendToHost } from '../../messaging/send-to-host';
import { hostSettings } from './host-settings';

/** These may start a call, so that there has to be a page that hosts it. */
const STARTING: readonly string[] = ['talk', 'push_to_talk', 'dictate'] satisfies HostCommand[];

/**
 * Passes the keyboard shortcuts on. Call it at the start of the worker.
 * @param ensureHost resolves once the page exists that hosts the session
 */
export function passOnCommands(ensureHost: () => Promise<void>): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (!isHostCommand(command)) return;
    // Awaiting anything before open() would lose the user gesture. The panel shows what a call that starts is missing.
    if (command === 'talk' && tab?.windowId !== undefined) {
      browser.sidePanel.open({ windowId: tab.windowId }).catch(() => undefined);
    }
    void passOn(command, ensureHost);
  });
}

async function passOn(command: HostCommand, ensureHost: () => Promise<void>): Promise<void> {
  const settings = await hostSettings();
  if (STARTING.includes(command)) await ensureHost();
  await sendToHost({ target: 'host', type: 'command', command, ...settings });
  // A shortcut lets Earshot into the tab.
  await sendToHost({ target: 'host', type: 'page_changed' });
}
