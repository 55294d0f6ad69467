import { storage } from 'wxt/utils/storage';
import { NO_REMINDERS, type ReminderList } from './reminder-list';

/** Stored on this computer, so that reminders ring without a backend and after the browser was closed. */
export const storedReminders = storage.defineItem<ReminderList>('local:reminders', {
  fallback: NO_REMINDERS,
});
