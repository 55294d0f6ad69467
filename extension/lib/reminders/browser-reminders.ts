import { browser } from 'wxt/browser';
import { reminderText } from './reminder-text';
import type { ReminderServiceDeps } from './reminder-service';
import { storedReminders } from './stored-reminders';

type BrowserDeps = Pick<ReminderServiceDeps, 'load' | 'save' | 'alarms' | 'show' | 'hide' | 'nowMs'>;

/** The alarms, notifications and storage of the browser, for the service worker. */
export function browserReminders(): BrowserDeps {
  return {
    load: () => storedReminders.getValue(),
    save: (list) => storedReminders.setValue(list),
    alarms: {
      keys: async () => (await browser.alarms.getAll()).map(({ name }) => name),
      set: async (key, atMs) => browser.alarms.create(key, { when: atMs }),
      clear: async (key) => void (await browser.alarms.clear(key)),
    },
    show: async (key, reminder) => {
      const { title, message, dismiss } = reminderText(reminder, Date.now());
      await browser.notifications.create(key, {
        type: 'basic',
        iconUrl: browser.runtime.getURL('/icon/128.png'),
        title,
        message,
        buttons: [{ title: dismiss }],
        priority: 2,
        requireInteraction: true,
        // The offscreen document makes the sound.
        silent: true,
      });
    },
    hide: async (key) => void (await browser.notifications.clear(key)),
    nowMs: () => Date.now(),
  };
}
