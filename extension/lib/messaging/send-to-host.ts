import { browser } from 'wxt/browser';
import type { HostRequest } from './host-requests';

/** Does nothing if there is no page that hosts the session. */
export async function sendToHost(request: HostRequest): Promise<void> {
  await browser.runtime.sendMessage(request).catch(() => undefined);
}
