import type { Intent } from '../engine/intent.js';
import { findZone } from '../places/zones.js';
import { sayClock } from '../../language/en/say-moment.js';
import { fullStop } from '../../language/en/say.js';

export const timeIntents: readonly Intent[] = [
  {
    name: 'time',
    best: 'skill',
    templates: [
      'what time is it',
      'what time is it',
      'what is the [current] time',
      '(what time it is|what is time|what the time is|what time|the time|time|current time)',
      'do you have the time',
      'tell me the time',
      'how late is it',
    ],
    alsoSaid: ['(got|have you got) the time', 'telling me the time', 'the [current] local time'],
    answer: (_slots, { now, timeZone }) => `It's ${sayClock(now(), timeZone)}.`,
  },
  {
    name: 'time.place',
    best: 'skill',
    templates: [
      'what time is it [(now|right now)] in {place}',
      'what is the [current] time in {place}',
      '[(the|tell me the)] [current] time in {place}',
      'how late is it in {place}',
    ],
    alsoSaid: [
      'what time it is [now] in {place}',
      'what time is it over in {place}',
      'what time (would|will) it be in {place}',
      '[(what is the|the)] local time in {place}',
      'what the [current] time is in {place}',
    ],
    samples: 60,
    answer: ({ place = '' }, { now, timeZone }) => timeIn(place, now(), timeZone),
  },
  {
    name: 'time.again',
    best: 'skill',
    after: /^It's \d{1,2}:\d\d [AP]M/,
    templates: ['(and what about|what about|how about|and) [in] {place}', 'in {place}'],
    samples: 8,
    answer: ({ place = '' }, { now, timeZone }) => timeIn(place, now(), timeZone),
  },
];

async function timeIn(place: string, now: Date, here: string): Promise<string | undefined> {
  const found = await findZone(place, now);
  if (!found) return undefined;
  const day = otherDay(now, here, found.timeZone);
  const where = found.standsFor ? `${found.name}, ${found.standsFor}` : found.name;
  return fullStop(`It's ${sayClock(now, found.timeZone)}${day} in ${where}`);
}

/** ` on Monday` if it is another day there. */
function otherDay(date: Date, here: string, there: string): string {
  const weekday = (timeZone: string) =>
    new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' }).format(date);
  return weekday(here) === weekday(there) ? '' : ` on ${weekday(there)}`;
}
