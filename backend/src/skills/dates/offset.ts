/** Days at a distance from another day: `in 2 weeks`, `3 months ago`, `a week from tuesday`. */
import { Temporal } from 'temporal-polyfill';

const DAYS_AND_MONTHS: Readonly<Record<string, Temporal.DurationLike>> = {
  day: { days: 1 },
  night: { days: 1 },
  week: { weeks: 1 },
  fortnight: { weeks: 2 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
  decade: { years: 10 },
  century: { years: 100 },
};

const AMOUNT = String.raw`\d{1,7}(?:\.5)?|half an?|an?|1|(?:a )?couple(?: of)?`;
const UNIT = '(?:day|night|week|fortnight|month|quarter|year|decade|centur(?:y|ie))s?';
const PIECE = `(?:${AMOUNT}) ${UNIT}(?: and a half)?`;
const SPAN = `(${PIECE}(?:(?: and)? ${PIECE})*)`;
const WORKDAYS = String.raw`(\d{1,4}|an?) (?:business|working|work|week) ?days?`;

const FORWARD = '(?:from(?: now| today)?|hence|later|from this day)';
const BACK = '(?:ago|back|earlier|before (?:now|today))';

const AHEAD = new RegExp(`^(?:(?:in|after) ${SPAN}(?: time)?|${SPAN} ${FORWARD})$`);
const AGO = new RegExp(`^${SPAN} ${BACK}$`);
const AROUND = new RegExp(`^${SPAN} (from|after|past|following|on|before|prior to) (.+)$`);
const DAY_AROUND = /^(?:(?:the )?day )?(after|before) (.+)$/;
const WORKDAYS_AHEAD = new RegExp(`^(?:in ${WORKDAYS}|${WORKDAYS} ${FORWARD})$`);
const WORKDAYS_AGO = new RegExp(`^${WORKDAYS} ${BACK}$`);

/** A span of calendar units, such as `1 year and 2 months`; undefined if the phrase is none or needs half days. */
export function readSpan(phrase: string): Temporal.Duration | undefined {
  if (!new RegExp(`^${SPAN}$`).test(phrase)) return undefined;
  let span = new Temporal.Duration();
  for (const [piece] of phrase.matchAll(new RegExp(PIECE, 'g'))) {
    const next = readPiece(piece);
    if (!next) return undefined;
    const { years, months, weeks, days } = span;
    span = Temporal.Duration.from({
      years: years + next.years,
      months: months + next.months,
      weeks: weeks + next.weeks,
      days: days + next.days,
    });
  }
  return span;
}

function readPiece(piece: string): Temporal.Duration | undefined {
  const [, said = '', unitName = '', half] =
    new RegExp(`^(${AMOUNT}) (${UNIT})( and a half)?$`).exec(piece) ?? [];
  const unit = DAYS_AND_MONTHS[unitName.replace(/ies?$/, 'y').replace(/s$/, '')]!;
  const amount = amountOf(said) + (half ? 0.5 : 0);
  const parts = Object.entries(unit).map(([name, size]) => [name, amount * (size as number)] as const);
  const whole = parts.map(([name, size]) => wholeUnits(name, size));
  return whole.every((part) => part)
    ? Temporal.Duration.from(Object.assign({}, ...whole) as object)
    : undefined;
}

/** Half a year is six months; half a week or half a month is no number of days. */
function wholeUnits(unit: string, size: number): Temporal.DurationLike | undefined {
  if (Number.isInteger(size)) return { [unit]: size };
  return unit === 'years' && Number.isInteger(size * 12) ? { months: size * 12 } : undefined;
}

function amountOf(said: string): number {
  if (said.startsWith('half')) return 0.5;
  if (said.includes('couple')) return 2;
  return /^an?$/.test(said) ? 1 : Number(said);
}

/**
 * @param resolve finds the day that the distance is counted from
 * @returns undefined if the phrase names no distance
 */
export async function offsetDay(
  phrase: string,
  today: Temporal.PlainDate,
  resolve: (phrase: string) => Promise<Temporal.PlainDate | undefined>,
): Promise<Temporal.PlainDate | undefined> {
  const ahead = AHEAD.exec(phrase);
  if (ahead) return moved(today, ahead[1] ?? ahead[2]!, 1);
  const ago = AGO.exec(phrase);
  if (ago) return moved(today, ago[1]!, -1);
  const workdaysAhead = WORKDAYS_AHEAD.exec(phrase);
  if (workdaysAhead) return addWorkdays(today, amountOf(workdaysAhead[1] ?? workdaysAhead[2]!), 1);
  const workdaysAgo = WORKDAYS_AGO.exec(phrase);
  if (workdaysAgo) return addWorkdays(today, amountOf(workdaysAgo[1]!), -1);
  const [, span, side, from] = AROUND.exec(phrase) ?? withSpan(DAY_AROUND.exec(phrase));
  const start = from && (await resolve(from));
  if (start) return moved(start, span!, /^(?:before|prior)/.test(side!) ? -1 : 1);
  // British: `tuesday week`.
  const [, weekLater] = /^(\p{L}+) week$/u.exec(phrase) ?? [];
  const day =
    weekLater && !/^(?:next|this|last|the|a)$/.test(weekLater) ? await resolve(weekLater) : undefined;
  return day?.add({ weeks: 1 });
}

const withSpan = (found: RegExpExecArray | null): readonly (string | undefined)[] =>
  found ? [found[0], '1 day', found[1], found[2]] : [];

function moved(start: Temporal.PlainDate, span: string, sign: 1 | -1): Temporal.PlainDate | undefined {
  const duration = readSpan(span);
  if (!duration) return undefined;
  try {
    return sign === 1 ? start.add(duration) : start.subtract(duration);
  } catch (error) {
    // Temporal's calendar ends after about 270,000 years.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Mondays to Fridays. Holidays count, because they differ from place to place. */
function addWorkdays(start: Temporal.PlainDate, count: number, sign: 1 | -1): Temporal.PlainDate {
  let day = start;
  for (let left = count; left > 0;) {
    day = day.add({ days: sign });
    if (day.dayOfWeek <= 5) left--;
  }
  return day;
}
