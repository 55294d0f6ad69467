import type { Intent } from '../../engine/intent.js';
import { alarmIntents } from './alarm.intents.js';
import { forgetIntents, forgetNameIntent } from './forget.intents.js';
import { noteIntents } from './note.intents.js';
import { recallMineIntent } from './note-recall.intents.js';
import { reminderIntents } from './reminder.intents.js';
import { setAlarmsIntents } from './set-alarms.intents.js';
import { setRemindersIntents } from './set-reminders.intents.js';

export { cancelSeveralIntents } from './cancel-several.intents.js';
export { recallIntent } from './note-recall.intents.js';

/** What the user keeps, apart from timers: alarms, reminders and notes. */
export const userIntents: readonly Intent[] = [
  ...alarmIntents,
  ...setAlarmsIntents,
  forgetNameIntent,
  ...noteIntents,
  ...reminderIntents,
  ...setRemindersIntents,
  recallMineIntent,
  ...forgetIntents,
];
