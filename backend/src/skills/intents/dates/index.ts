import type { Intent } from '../../engine/intent.js';
import { clockCountIntents } from './clock-count.intents.js';
import { dateIntents } from './date.intents.js';
import { dayCountIntents } from './day-count.intents.js';
import { dayKindIntents } from './day-kind.intents.js';
import { timeZoneIntents } from './time-zone.intents.js';
import { timeIntents } from './time.intents.js';
import { todayIntents } from './today.intents.js';
import { yearIntents } from './year.intents.js';

/** Clock times come before places, and before days: "in an hour", "until noon". */
export const clockIntents: readonly Intent[] = [...timeZoneIntents, ...timeIntents, ...clockCountIntents];

export const calendarIntents: readonly Intent[] = [
  ...todayIntents,
  ...dayKindIntents,
  ...yearIntents,
  ...dateIntents,
  ...dayCountIntents,
];
