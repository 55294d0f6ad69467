import { browser } from 'wxt/browser';
import type { WorkerRequest } from './messages';

/** Wakes the service worker where it sleeps. */
export async function sendToWorker(request: WorkerRequest): Promise<unknown> {
  return browser.runtime.sendMessage(request);
}

/** @throws Error where the page that hosts the session cannot be made. */
export async function ensureHost(): Promise<void> {
  const answer = (await sendToWorker({ target: 'worker', type: 'ensure_host' })) as
    { ok?: boolean } | undefined;
  if (!answer?.ok) throw new Error('The session page could not be opened.');
}
