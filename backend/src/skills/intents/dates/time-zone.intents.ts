import { Temporal } from 'temporal-polyfill';
import { fullStop, sentence } from '../../../language/en/say.js';
import { sayTime, sayDate, saySpan } from '../../../language/en/say-day.js';
import { nearestMoment, readClockTime } from '../../dates/clock-time.js';
import { zonedNow } from '../../dates/user-time.js';
import type { Intent } from '../../engine/intent.js';
import { findZone, type Zone } from '../../places/zones.js';

/** Time zones, their differences and the changes of the clocks. */
export const timeZoneIntents: readonly Intent[] = [
  {
    name: 'time.difference',
    best: 'skill',
    templates: [],
    alsoSaid: ['what is the time difference between {a:place} and {b:place}'],
    alsoUnderstood: [
      'what is the [time] difference [in time] between {a:place} and {b:place}',
      '[(what is the|the)] time difference (between|from) {a:place} (and|to) {b:place}',
      'what is the time difference (to|with|in|from here to|between here and) {a:place}',
      'how many hours [of] difference [(is there|are there|is it)] between {a:place} and {b:place}',
      'how (many hours|far) (ahead of|behind) {b:place} is {a:place}',
      'how (many hours|far) is {a:place} (ahead of|behind|from) {b:place}',
      'how many hours (ahead|behind) is {a:place} (of|from|than) {b:place}',
      'how (many hours|far) (ahead|behind|ahead of us|behind us|ahead of me|behind me) is {a:place}',
      'is {a:place} ahead of or behind {b:place}',
    ],
    samples: 10,
    async answer({ a = '', b }, context) {
      const now = context.now();
      const isHere = !b || /^(?:me|us|here)$/.test(b);
      const [first, second] = [
        await findZone(a, now),
        isHere ? { timeZone: context.timeZone, name: 'you' } : await findZone(b, now),
      ];
      return first && second && sayDifference(first, second, now);
    },
  },
  {
    name: 'time.zone',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(what|which) (time zone|timezone) (am i|are we) in',
      'what is (my|the|our|the current) (time zone|timezone)',
      '(what|which) (time zone|timezone) is {place} in',
      '(what|which) (time zone|timezone) (is|is it in|do they use in|is used in) {place}',
      'what is the (time zone|timezone) (of|in|for) {place}',
    ],
    samples: 10,
    async answer({ place }, context) {
      const zone = place ? await findZone(place, context.now()) : undefined;
      if (place && !zone) return undefined;
      const there = zonedNow(context).withTimeZone(zone?.timeZone ?? context.timeZone);
      const name = new Intl.DateTimeFormat('en-US', { timeZone: there.timeZoneId, timeZoneName: 'long' })
        .formatToParts(context.now())
        .find(({ type }) => type === 'timeZoneName')!.value;
      const offset = saySpan(
        Temporal.Duration.from({ seconds: Math.abs(there.offsetNanoseconds) / 1e9 }).round({
          largestUnit: 'hour',
        }),
      );
      const side = there.offsetNanoseconds > 0 ? 'ahead of' : 'behind';
      const where = zone ? `${sentence(zone.name)} is` : 'You are';
      return `${where} in ${name}${offset ? `, ${offset} ${side} UTC` : ', the same as UTC'}.`;
    },
  },
  {
    name: 'time.convert',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(when|if) it is {clock} in {a:place} what time is it in {b:place}',
      '(when|if) it is {clock} in {a:place} what time is it [here]',
      '(when|if) it is {clock} [here] what time is it in {b:place}',
      'what time is it in {b:place} (when|if) it is {clock} in {a:place}',
      'what time is it in {b:place} (when|if) it is {clock} [here]',
      'what time is it here (when|if) it is {clock} in {a:place}',
      'what [time] is {clock} {a:place} time in {b:place} [time]',
      'what [time] is {clock} in {a:place} in {b:place} [time]',
      'convert {clock:exactClock} {a:place} [time] (to|into) {b:place} [time]',
      '{clock:exactClock} {a:place} [time] (in|to) {b:place} [time]',
    ],
    samples: 10,
    async answer({ clock = '', a, b }, context) {
      const now = context.now();
      const here: Zone = { timeZone: context.timeZone, name: 'here' };
      const [from, to] = [a ? await findZone(a, now) : here, b ? await findZone(b, now) : here];
      const times = readClockTime(clock);
      if (!from || !to || !times) return undefined;
      const start = zonedNow(context).withTimeZone(from.timeZone);
      const { at } = nearestMoment(start, times);
      const there = at.withTimeZone(to.timeZone);
      const days = at.toPlainDate().until(there.toPlainDate()).days;
      const otherDay = ['the day before ', '', 'the next day '][days + 1]!;
      const place = (zone: Zone) => (zone === here ? 'here' : `in ${zone.name}`);
      return fullStop(
        `When it's ${sayTime(at)} ${place(from)}, it's ${sayTime(there)} ${otherDay}${place(to)}`,
      );
    },
  },
  {
    name: 'time.clock-change',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(when|what day|on what day) (do|will|does) [the] (clocks|time|clock|hour) {edge=change|go back|go forward|go ahead|fall back|spring forward|move|turn back|jump forward} [in {place}]',
      'when (do|will) we (change|set|turn|put|move) the clocks [{edge=back|forward|ahead}]',
      'when (is|are) the [next] (clock change|time change|clock changes) [in {place}]',
      'when (does|will|do) [the] (daylight saving time|daylight savings time|daylight savings|daylight saving|summer time|dst) {edge=start|begin|end|stop|change|finish} [in {place}]',
      'when is the {edge=start|end|beginning} of (daylight saving time|daylight savings time|daylight savings|daylight saving|summer time|dst) [in {place}]',
      'when is (daylight saving time|daylight savings time|daylight savings|daylight saving|summer time|dst) {edge=over}',
      'when (do|will) we {edge=spring forward|fall back|go back|go forward|gain an hour|lose an hour}',
    ],
    samples: 6,
    async answer({ edge = '', place }, context) {
      const zone = place ? await findZone(place, context.now()) : undefined;
      if (place && !zone) return undefined;
      const now = zonedNow(context).withTimeZone(zone?.timeZone ?? context.timeZone);
      const where = zone ? ` in ${zone.name}` : '';
      const wanted = /start|begin|forward|ahead|lose/.test(edge)
        ? 1
        : /end|stop|finish|back|gain|over/.test(edge)
          ? -1
          : 0;
      for (let at = now, tries = 0; tries < 4; tries++) {
        const next = at.getTimeZoneTransition('next');
        // Zones without summer time have no change, or one that a law plans for the far future.
        if (!next || next.since(now, { largestUnit: 'year' }).years >= 2) break;
        const before = next.subtract({ nanoseconds: 1 });
        const shift = (next.offsetNanoseconds - before.offsetNanoseconds) / 6e10;
        if (shift !== 0 && (wanted === 0 || Math.sign(shift) === wanted))
          return sayChange(before, shift, now, where);
        at = next;
      }
      return `The clocks do not change${where || ' in your time zone'}.`;
    },
  },
  {
    name: 'time.is-summer-time',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(is it|are we [(in|on)]) (daylight saving time|daylight savings time|daylight savings|summer time|dst) [now]',
      'is (daylight saving time|daylight savings time|daylight savings|dst) (on|active|in effect) [now]',
    ],
    samples: 4,
    answer(_slots, context) {
      const now = zonedNow(context);
      const offsets = [1, 7].map((month) => now.with({ month, day: 1 }).offsetNanoseconds);
      const isSummerTime = now.offsetNanoseconds > Math.min(...offsets);
      return isSummerTime ? "Yes, it's daylight saving time." : "No, it's standard time.";
    },
  },
];

/** `Tokyo is 14 hours ahead of New York.` */
function sayDifference(a: Zone, b: Zone, now: Date): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  const [there, here] = [a, b].map(
    ({ timeZone }) => instant.toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e9,
  ) as [number, number];
  const span = saySpan(
    Temporal.Duration.from({ seconds: Math.abs(there - here) }).round({ largestUnit: 'hour' }),
  );
  if (!span) return `${sentence(a.name)} has the same time as ${fullStop(b.name)}`;
  return `${sentence(a.name)} is ${span} ${there > here ? 'ahead of' : 'behind'} ${fullStop(b.name)}`;
}

/** @param before the last moment before the change */
function sayChange(
  before: Temporal.ZonedDateTime,
  shiftMinutes: number,
  now: Temporal.ZonedDateTime,
  where: string,
): string {
  const at = before.toPlainDateTime().add({ nanoseconds: 1 });
  const far = saySpan(
    Temporal.Duration.from({ minutes: Math.abs(shiftMinutes) }).round({ largestUnit: 'hour' }),
  );
  const side = shiftMinutes > 0 ? 'forward' : 'back';
  return `The clocks${where} go ${side} by ${far} on ${sayDate(at.toPlainDate(), now.toPlainDate())}, at ${sayTime(at)}.`;
}
