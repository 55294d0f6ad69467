import { browser } from 'wxt/browser';
import { sendToHost } from '../messaging/send-to-host';
import { browserReminders } from '../reminders/browser-reminders';
import { ReminderService } from '../reminders/reminder-service';
import { refreshBadge } from './toolbar-badge';

/**
 * Wires the reminders to the events of the service worker. Call it at its start: the browser passes on only events that
 * have a listener then.
 * @param ensureHost resolves once the page exists that makes the sound.
 */
export function startReminders(ensureHost: () => Promise<void>): ReminderService {
  const reminders = new ReminderService({
    ...browserReminders(),
    ring: async () => {
      await ensureHost();
      await sendToHost({ target: 'host', type: 'ring' });
    },
    silence: () => sendToHost({ target: 'host', type: 'silence' }),
    reportDone: ({ backendUrl, id }) => sendToHost({ target: 'host', type: 'reminder_done', backendUrl, id }),
    onRinging: refreshBadge,
  });
  browser.alarms.onAlarm.addListener(() => void reminders.check());
  // Alarms may be lost when the browser is closed or the extension is reloaded, and notifications are.
  const restore = () => void reminders.restore();
  browser.runtime.onStartup.addListener(restore);
  browser.runtime.onInstalled.addListener(restore);
  const { notifications } = browser;
  notifications.onClicked.addListener((key) => void reminders.dismiss(key));
  notifications.onButtonClicked.addListener((key) => void reminders.dismiss(key));
  notifications.onClosed.addListener((key, byUser) => {
    if (byUser) void reminders.dismiss(key);
  });
  return reminders;
}
