import { browser } from 'wxt/browser';
import { usableBuildId } from '../version/build-id';
import type { WorkerRequest } from './messages';

/** The browser starts the service worker if it is not running. */
export async function sendToWorker(request: WorkerRequest): Promise<unknown> {
  return browser.runtime.sendMessage(request);
}

/** @throws Error if the page that hosts the session cannot be created. */
export async function ensureHost(): Promise<void> {
  const answer = (await sendToWorker({ target: 'worker', type: 'ensure_host' })) as
    { ok?: boolean } | undefined;
  if (!answer?.ok) throw new Error('The session page could not be opened.');
}

/**
 * @returns the id of the build that the service worker belongs to, or null if it has none. It is empty, and so differs from every
 * id, if the worker does not know the request.
 */
export async function runningBuild(): Promise<string | null> {
  const answer = (await sendToWorker({ target: 'worker', type: 'running_build' })) as
    { id?: unknown } | undefined;
  // The worker is of an older build than this page.
  return answer ? usableBuildId(answer.id) : '';
}

/** Passes a backend's reminders on. @returns the ids of those that the user has dismissed. */
export async function passOnReminders(backendUrl: string, items: unknown[]): Promise<string[]> {
  const answer = (await sendToWorker({ target: 'worker', type: 'reminders', backendUrl, items })) as
    { done?: string[] } | undefined;
  return answer?.done ?? [];
}
