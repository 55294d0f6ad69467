/** When and where the requests are asked. */
import { Temporal } from 'temporal-polyfill';

export type Moment = Temporal.ZonedDateTime;

/** With a clock change on the northern dates, on the southern ones, without any, and with half an hour. */
export const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Pacific/Honolulu',
] as const;

const FIXED = [
  '2026-11-29T10:15',
  '2026-01-31T12:30',
  '2027-02-28T23:40',
  '2028-02-29T08:00',
  '2026-04-30T17:45',
  '2026-08-31T06:05',
  '2026-12-31T22:10',
];

/** In zones without clock changes, the days of Berlin's. */
const CHANGES_ELSEWHERE = ['2026-03-29', '2026-10-25'];

/** Ten moments of a zone: ends of months, a leap day, New Year's Eve, and the days of both clock changes. */
export function momentsOf(zone: string): Moment[] {
  const [first, second] = clockChanges(zone);
  const local = [...FIXED, `${first!.subtract({ days: 1 })}T23:30`, `${second}T00:30`, `${second}T21:20`];
  return local.map((at) => Temporal.PlainDateTime.from(at).toZonedDateTime(zone));
}

/** The days of the two clock changes of 2026. */
function clockChanges(zone: string): Temporal.PlainDate[] {
  const start = Temporal.ZonedDateTime.from(`2026-01-02[${zone}]`);
  const first = start.getTimeZoneTransition('next');
  const second = first?.getTimeZoneTransition('next');
  const changes = [first, second].map((change) => change?.toPlainDate().toString());
  return changes.map((day, i) =>
    Temporal.PlainDate.from(day?.startsWith('2026') ? day : CHANGES_ELSEWHERE[i]!),
  );
}
