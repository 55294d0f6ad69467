import { type Temporal } from 'temporal-polyfill';
import { fullStop } from '../../../language/en/say.js';
import { sayTime, sayDate, sayOtherDay } from '../../../language/en/say-day.js';
import { readClockTime } from '../../dates/clock-time.js';
import { zonedNow } from '../../dates/user-time.js';
import type { Intent, SkillContext, Slots } from '../../engine/intent.js';
import { lastAnswer } from '../../last-question.js';
import { answerEach } from '../../places/each-place.js';
import { findZone, type Zone } from '../../places/zones.js';
import { durationMs } from '../../slots/duration.slot.js';

/** The time now, here and elsewhere, and some time earlier or later. */
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
    alsoUnderstood: [
      'check the [current] time',
      '(what|which) (hour|time) is it [(here|today|at the moment|exactly)]',
      'what is the [exact] (time|hour) [(here|at the moment|today)]',
      'what is the local time [here]',
      '[give me] (time now|the time now|the current time|clock|time check|a time check)',
      'what time do you (have|make it)',
      'what does the clock (say|show)',
      '(give|show) me the [current] time',
    ],
    answer: (_slots, context) => `It's ${sayTime(zonedNow(context))}.`,
  },
  {
    name: 'time.later',
    best: 'skill',
    templates: [],
    alsoSaid: ['what time will it be in {ahead:duration}', 'what time was it {back:duration} ago'],
    alsoUnderstood: [
      'what time (is it|will it be|would it be|is that) (in|after) {ahead:duration} [time]',
      'what time (is it|will it be|would it be|is that|is) {ahead:duration} (from now|later|from)',
      'what (is|will be) the time (in|after) {ahead:duration}',
      'what (is|will be) the time {ahead:duration} (from now|later|from)',
      'what will the time be (in|after) {ahead:duration}',
      'what will the time be {ahead:duration} from now',
      'what time (was it|is it|is|was) {back:duration} (ago|earlier)',
      'what was the time {back:duration} ago',
      '(in|after) {ahead:duration} what time will it be',
      '{back:duration} ago what time was it',
    ],
    samples: 10,
    answer: (slots, context) => sayShifted(slots, zonedNow(context)),
  },
  {
    name: 'time.from-clock',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'what [time] (is|is it|will it be) {length:duration} {side=after|before|from|past} {clock}',
      'what [time] is {clock} {side=plus|minus} {length:duration}',
    ],
    samples: 10,
    answer({ length = '', side = '', clock = '' }) {
      const times = readClockTime(clock);
      // Half a day makes no difference to the distance: without one, the answer has none either.
      if (times?.length !== 1) return undefined;
      const duration = { milliseconds: durationMs(length) };
      const isBack = side === 'before' || side === 'minus';
      const time = isBack ? times[0]!.subtract(duration) : times[0]!.add(duration);
      return `That is ${sayTime(time)}.`;
    },
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
    alsoUnderstood: [
      '(what|which) (hour|time) is it [(currently|at the moment)] (in|at) {place} [(now|at the moment|currently)]',
      'what is {place} time',
      'what is the time (over there|there|over) in {place}',
      'what is the [(current|local)] time (now|right now|currently|at the moment) in {place}',
      'in {place} what (time|hour) (is it|do they have)',
      'what time (do they have|have they got) in {place}',
      'what time (is it|will it be|would it be|was it) in {place} in {ahead:duration}',
      'what time (is it|will it be|would it be) in {place} {ahead:duration} from now',
      'what time (is it|will it be|would it be) in {ahead:duration} in {place}',
      'what time was it in {place} {back:duration} ago',
    ],
    samples: 60,
    answer: (slots, context) => timeIn(slots, context),
  },
  {
    name: 'time.again',
    best: 'skill',
    after: /^It's \d{1,2}:\d\d [AP]M/,
    templates: ['(and what about|what about|how about|and) [in] {place}', 'in {place}'],
    samples: 8,
    answer: (slots, context) => timeIn(slots, context),
  },
  {
    name: 'date.place',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(what|which) (day|date|weekday|day of the week) is it [(now|today|currently)] in {place}',
      'what is (the|todays) (date|day|day of the week) [(now|today)] in {place}',
      'in {place} what (day|date) is it',
      'is it (tomorrow|today|yesterday) [already] in {place}',
    ],
    samples: 10,
    answer: ({ place = '' }, context) => dateIn(place, context),
  },
  {
    name: 'time.there',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(what|which) (time|hour) is it [(now|right now)] [over] there [now]',
      'what is the [current] (time|local time) [over] there',
      'how late is it [over] there',
      '(what|which) {day=day|date|weekday|day of the week} is it [(now|today)] [over] there',
      'what is (the|todays) {day=date|day|weekday|day of the week} [(now|today)] [over] there',
    ],
    answer({ day }, context) {
      const place = lastPlace(context);
      if (place === undefined) return undefined;
      return day ? dateIn(place, context) : timeIn({ place }, context);
    },
  },
  {
    name: 'time.where',
    // A model may know from earlier words which place is meant.
    best: 'model',
    templates: [],
    alsoUnderstood: [
      '(what|which) (time|hour|day|date|weekday|day of the week) is it [(now|right now|today)] [over] there',
      'what is (the|todays) [current] (time|local time|date|day|weekday|day of the week) [(now|today)] [over] there',
      'how late is it [over] there',
    ],
    answer: () => "I don't know which place you mean. Say its name, for example: what time is it in Tokyo.",
  },
];

/** The ends of answers about one place, up to its name. */
const ABOUT_PLACE = [
  /^It(?:'s| will be| was) (?:(?! in ).)+ in (?<place>\D+?)(?:, the capital of [^,]+)?\.?$/u,
  /^The capital of .+ is (?<place>.+)\.$/,
  /^(?<place>.+?) (?:uses?|is in|are in) .+\.$/,
  /^In (?<place>.+?) people speak .+\.$/,
];

/** The place that the assistant's last answer is about. */
function lastPlace(context: SkillContext): string | undefined {
  const answer = lastAnswer(context);
  for (const pattern of ABOUT_PLACE) {
    const place = pattern.exec(answer)?.groups?.['place'];
    if (place) return place;
  }
  return undefined;
}

const dateIn = (places: string, context: SkillContext): Promise<string | undefined> =>
  answerEach(places, async (place) => {
    const zone = await findZone(place, context.now());
    if (!zone) return undefined;
    const here = zonedNow(context);
    const there = here.withTimeZone(zone.timeZone).toPlainDate();
    return fullStop(`It's ${sayDate(there, here.toPlainDate())} in ${nameOf(zone)}`);
  });

const timeIn = (slots: Slots, context: SkillContext): Promise<string | undefined> =>
  answerEach(slots['place'] ?? '', (place) => timeInOne(place, slots, context));

async function timeInOne(place: string, slots: Slots, context: SkillContext): Promise<string | undefined> {
  const zone = await findZone(place, context.now());
  if (!zone) return undefined;
  const here = zonedNow(context);
  const then = shifted(slots, here);
  const there = then.withTimeZone(zone.timeZone);
  // The day is said where it is another one than the user's.
  const isSameDay = there.toPlainDate().equals(here.toPlainDate());
  const weekday = isSameDay
    ? ''
    : ` on ${sayDate(there.toPlainDate(), here.toPlainDate()).split(',', 1)[0]!}`;
  return fullStop(`${opening(slots)} ${sayTime(there)}${weekday} in ${nameOf(zone)}`);
}

/** `It will be 9:50 AM tomorrow.` */
function sayShifted(slots: Slots, now: Temporal.ZonedDateTime): string {
  const then = shifted(slots, now);
  return `${opening(slots)} ${sayTime(then)}${sayOtherDay(then.toPlainDate(), now.toPlainDate())}.`;
}

function shifted({ ahead, back }: Slots, now: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const milliseconds = ahead ? durationMs(ahead) : back ? -durationMs(back) : 0;
  return now.add({ milliseconds });
}

const opening = ({ ahead, back }: Slots): string => (ahead ? 'It will be' : back ? 'It was' : "It's");

const nameOf = ({ name, standsFor }: Zone): string => (standsFor ? `${name}, ${standsFor}` : name);
