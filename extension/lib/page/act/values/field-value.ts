/** What the kinds of inputs hold, and how people write it. */

const two = (number: number) => String(number).padStart(2, '0');

/** @returns `13:45`, or null */
function timeOf(text: string): string | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?\s*([ap]\.?m\.?)?$/i.exec(text);
  if (!found) return null;
  const [, hours = '', minutes = '00', seconds, half] = found;
  let hour = Number(hours);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
  } else if (!text.includes(':') && !text.includes('.')) return null;
  if (hour > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null;
  return `${two(hour)}:${minutes}${seconds ? `:${seconds}` : ''}`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Numbers alone are read only with the year first: 4/5 is May in some places and April in others. */
function dateOf(text: string): { year: number; month: number; day: number | null } | null {
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(text);
  if (iso) return checked(Number(iso[1]), Number(iso[2]), iso[3] === undefined ? null : Number(iso[3]));
  const words =
    text
      .toLowerCase()
      .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
      .match(/[a-z]+|\d+/g) ?? [];
  const month = words
    .map((word) => MONTHS.findIndex((name) => word.startsWith(name) && word.length >= 3))
    .find((index) => index >= 0);
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const year = numbers.find((number) => number.length === 4);
  const day = numbers.find((number) => number.length <= 2);
  if (month === undefined || year === undefined || numbers.length > 2) return null;
  return checked(Number(year), month + 1, day === undefined ? null : Number(day));
}

function checked(
  year: number,
  month: number,
  day: number | null,
): { year: number; month: number; day: number | null } | null {
  const date = new Date(Date.UTC(year, month - 1, day ?? 1));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === (day ?? 1) ? { year, month, day } : null;
}

function monthIn(text: string): string | null {
  const date = dateOf(text);
  return date ? `${date.year}-${two(date.month)}` : null;
}

function momentIn(text: string): string | null {
  const parts =
    /^(.*?)(?:\s*[T,]\s*|\s+at\s+|\s+)(\d{1,2}(?:[:.]\d{2}(?::\d{2})?)?\s*(?:[ap]\.?m\.?)?)$/i.exec(text);
  const date = parts && isoDate(parts[1] ?? '');
  const time = parts && timeOf((parts[2] ?? '').trim());
  return date && time ? `${date}T${time}` : null;
}

/** @returns the value as that kind of input writes it, or null if it cannot be read so */
export function temporalValue(type: string, text: string): string | null {
  const value = text.trim();
  switch (type) {
    case 'date':
      return isoDate(value);
    case 'month':
      return monthIn(value);
    case 'week':
      return /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/.test(value) ? value : null;
    case 'time':
      return timeOf(value);
    case 'datetime-local':
      return momentIn(value);
    default:
      return null;
  }
}

function isoDate(text: string): string | null {
  const date = dateOf(text.trim());
  return !date?.day ? null : `${date.year}-${two(date.month)}-${two(date.day)}`;
}

/** @returns the number in a text such as `50`, `1,500`, `50 %`; `isPart` if it is a percentage */
export function numberIn(text: string): { number: number; isPart: boolean } | null {
  const value = text.trim().replace(/(\d),(?=\d{3}\b)/g, '$1');
  const found = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(%|percent)?$/i.exec(value);
  return found ? { number: Number(found[1]), isPart: found[2] !== undefined } : null;
}
