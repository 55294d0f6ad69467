import { i18n } from '#i18n';
import type { Reminder } from './reminder-list';

/** Ringing later than this, after sleep or a closed browser, is said. */
const LATE_MS = 60_000;

const isSameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/** @returns the texts of a reminder's notification. */
export function reminderText(
  { kind, label, dueAtMs }: Reminder,
  nowMs: number,
): { title: string; message: string; dismiss: string } {
  const due = new Date(dueAtMs);
  const time = due.toLocaleString(i18n.t('localeCode'), {
    timeStyle: 'short',
    ...(!isSameDay(due, new Date(nowMs)) && { dateStyle: 'medium' as const }),
  });
  return {
    title: label ? i18n.t(`reminder.${kind}Named`, [label]) : i18n.t(`reminder.${kind}`),
    message: nowMs - dueAtMs > LATE_MS ? i18n.t('reminder.late', [time]) : time,
    dismiss: i18n.t('action.dismiss'),
  };
}
