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

/** What reads or uses a page now. */
let acts = 0;

/** A quick act is shown this much longer, so that it is seen. */
const ACTING_MS = 800;

/** Marks the icon while Earshot reads or uses a page. @returns the value of `act` at once when it has one */
export async function showActing<T>(act: Promise<T>): Promise<T> {
  acts++;
  void refreshBadge();
  try {
    return await act;
  } finally {
    setTimeout(() => {
      acts--;
      void refreshBadge();
    }, ACTING_MS);
  }
}

/** Shows what counts now. */
export async function refreshBadge(): Promise<void> {
  const { ringing } = await storedReminders.getValue();
  if (ringing.length > 0) await showBadge('ringing');
  else await showBadge(acts > 0 ? 'acting' : await callBadge.getValue());
}
