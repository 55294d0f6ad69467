/** Puts a forecast into words. */
import { Temporal } from 'temporal-polyfill';
import type { DayForecast, Forecast, Sky } from '../../weather/weather.port.js';
import { sayWeekday } from '../../language/en/calendar.js';
import { list, sentence } from '../../language/en/say.js';
import type { WeatherDay, WeatherQuestion } from './weather-question.js';

/** From the first chance on, rain is likely; below the second, unlikely. */
const LIKELY_PERCENT = 50;
const UNLIKELY_PERCENT = 25;
/** Below this one wants a jacket. In degrees Celsius. */
const JACKET_BELOW_C = 15;

const WET: readonly (Sky | undefined)[] = [
  'drizzle',
  'light rain',
  'rain',
  'heavy rain',
  'freezing rain',
  'thunderstorms',
];

interface Told {
  /** With its name: `in Berlin`. */
  where: string;
  isFahrenheit: boolean;
}

/** @returns undefined if the forecast does not reach that day */
export function sayWeather(
  { topic, day }: WeatherQuestion,
  forecast: Forecast,
  told: Told,
): string | undefined {
  if (day === 'now' && topic !== 'wear') return sayNow(topic, forecast, told);
  const days = daysOf(day, forecast.days);
  if (days.length === 0) return undefined;
  const when = day === 'now' ? 'today' : (WHEN[day] ?? `on ${sentence(day)}`);
  if (topic === 'rain' || topic === 'snow') return sayChance(topic, days, when, told);
  if (topic === 'humidity') return UNKNOWN;
  if (topic === 'wind') return sayWind(Math.max(...days.map(({ wind = 0 }) => wind)), told, when);
  if (topic === 'wear') return sayWear(days, when, told);
  if (days.length === 1)
    return sentence(`${whenThere(when, told.where)}: ${sayDay(days[0]!, topic === 'temperature')}.`);
  const each = days.map((each) => `${weekdayOf(each.date)} ${sayDay(each, topic === 'temperature')}`);
  return sentence(`${told.where}: ${list(each)}.`);
}

const WHEN: Partial<Record<WeatherDay, string>> = {
  today: 'today',
  tomorrow: 'tomorrow',
  'day after tomorrow': 'the day after tomorrow',
  weekend: 'on the weekend',
  week: 'in the next days',
};

const whenThere = (when: string, where: string): string => `${when} ${where}`;

function sayNow(topic: WeatherQuestion['topic'], { now, days: [today] }: Forecast, told: Told): string {
  const { where } = told;
  const { humidityPercent } = now;
  const degrees = sayDegrees(now.degrees);
  if (topic === 'temperature') return `It's ${degrees} ${where}.`;
  if (topic === 'rain')
    return `${WET.includes(now.sky) ? 'Yes' : 'No'}, it's ${adjective(now.sky)} ${where}, at ${degrees}.`;
  if (topic === 'snow')
    return `${now.sky === 'snow' ? 'Yes' : 'No'}, it's ${adjective(now.sky)} ${where}, at ${degrees}.`;
  if (topic === 'humidity')
    return humidityPercent === undefined ? UNKNOWN : `The humidity ${where} is ${humidityPercent} percent.`;
  if (topic === 'wind') return sayWind(now.wind, told);
  const rest = today ? ` Today's high is ${sayDegrees(today.maxDegrees)}.` : '';
  return `It's ${adjective(now.sky)} ${where}, at ${degrees}.${rest}`;
}

const UNKNOWN = 'The weather service does not say.';

/** From here on the wind moves branches: 5 on the Beaufort scale. */
const WINDY_KMH = 29;
const KM_PER_MILE = 1.609;

function sayWind(wind: number | undefined, { where, isFahrenheit }: Told, when?: string): string {
  if (wind === undefined) return UNKNOWN;
  const isWindy = (isFahrenheit ? wind * KM_PER_MILE : wind) >= WINDY_KMH;
  const speed = `${wind} ${isFahrenheit ? 'miles' : 'kilometers'} an hour`;
  return `${isWindy ? 'Yes, it is windy' : 'Not very windy'}: ${speed} ${where}${when ? ` ${when}` : ''}.`;
}

function sayChance(
  topic: 'rain' | 'snow',
  days: readonly DayForecast[],
  when: string,
  { where }: Told,
): string {
  const worst = days.reduce((a, b) => ((b.rainPercent ?? 0) > (a.rainPercent ?? 0) ? b : a));
  if (topic === 'snow') {
    const snowy = days.find(({ sky }) => sky === 'snow');
    return `${snowy ? 'Yes, the forecast has snow' : 'No, the forecast has no snow'} ${where} ${when}.`;
  }
  const { rainPercent } = worst;
  if (rainPercent === undefined)
    return `${days.some(({ sky }) => WET.includes(sky)) ? 'Yes, the forecast has rain' : 'No, the forecast has no rain'} ${where} ${when}.`;
  const verdict =
    rainPercent >= LIKELY_PERCENT
      ? 'Yes, probably'
      : rainPercent < UNLIKELY_PERCENT
        ? 'Probably not'
        : 'Maybe';
  return `${verdict}: the chance of rain ${where} ${when} is ${rainPercent} percent.`;
}

function sayWear(days: readonly DayForecast[], when: string, { where, isFahrenheit }: Told): string {
  const rain = Math.max(...days.map(({ rainPercent = 0 }) => rainPercent));
  const low = Math.min(...days.map(({ minDegrees }) => minDegrees));
  const jacketBelow = isFahrenheit ? JACKET_BELOW_C * 1.8 + 32 : JACKET_BELOW_C;
  const advice = list([
    ...(rain >= LIKELY_PERCENT ? ['an umbrella'] : []),
    ...(low < jacketBelow ? ['a jacket'] : []),
  ]);
  const why = `the chance of rain ${where} ${when} is ${rain} percent, and the low is ${sayDegrees(low)}`;
  return `${advice === '' ? 'You need neither umbrella nor jacket' : `Take ${advice}`}: ${why}.`;
}

function sayDay({ sky, minDegrees, maxDegrees }: DayForecast, onlyDegrees: boolean): string {
  const degrees =
    minDegrees === maxDegrees ? sayDegrees(maxDegrees) : `${say(minDegrees)} to ${sayDegrees(maxDegrees)}`;
  return onlyDegrees || !sky ? degrees : `${sky}, ${degrees}`;
}

function daysOf(day: WeatherDay, days: readonly DayForecast[]): readonly DayForecast[] {
  if (day === 'week') return days;
  if (day === 'weekend') {
    const saturday = days.findIndex(({ date }) => weekdayOf(date) === 'Saturday');
    // On a Sunday, the rest of this weekend.
    if (days[0] && weekdayOf(days[0].date) === 'Sunday') return days.slice(0, 1);
    return saturday < 0 ? [] : days.slice(saturday, saturday + 2);
  }
  const ahead = { now: 0, today: 0, tomorrow: 1, 'day after tomorrow': 2 }[day as string];
  const found =
    ahead === undefined ? days.find(({ date }) => weekdayOf(date).toLowerCase() === day) : days[ahead];
  return found ? [found] : [];
}

function adjective(sky: Sky | undefined): string {
  if (!sky) return 'changeable';
  const words: Partial<Record<Sky, string>> = {
    fog: 'foggy',
    drizzle: 'drizzling',
    'light rain': 'raining lightly',
    rain: 'raining',
    'heavy rain': 'raining heavily',
    'freezing rain': 'icy, with freezing rain',
    snow: 'snowing',
    thunderstorms: 'stormy, with thunder',
  };
  return words[sky] ?? sky;
}

const say = (degrees: number): string => (degrees < 0 ? `minus ${-degrees}` : String(degrees));
const sayDegrees = (degrees: number): string =>
  `${say(degrees)} ${Math.abs(degrees) === 1 ? 'degree' : 'degrees'}`;

const weekdayOf = (date: string): string => sayWeekday(Temporal.PlainDate.from(date).dayOfWeek);
