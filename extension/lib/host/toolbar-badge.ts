import { storage } from 'wxt/utils/storage';
import type { CallBadge } from '../messaging/messages';
import { storedReminders } from '../reminders/stored-reminders';
import { showBadge } from './show-badge';

/** In storage because the service worker may end at any time; forgotten with the browser's session. */
const callBadge = storage.defineItem<CallBadge>('session:callBadge', { fallback: 'none' });

/** Shows the mark of the call, unless a reminder rings. */
export async function showCallBadge(badge: CallBadge): Promise<void> {
  await callBadge.setValue(badge);
  await refreshBadge();
}

/** Shows what counts now. */
export async function refreshBadge(): Promise<void> {
  const { ringing } = await storedReminders.getValue();
  await showBadge(ringing.length > 0 ? 'ringing' : await callBadge.getValue());
}
