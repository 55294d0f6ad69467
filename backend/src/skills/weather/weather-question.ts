/** Reads questions about the weather: what is asked, for which day and for which place. */

/** `sky`: everything. `wear`: whether to take an umbrella or a jacket. */
export type WeatherTopic = 'sky' | 'rain' | 'snow' | 'temperature' | 'humidity' | 'wind' | 'wear';

export type WeatherDay = 'now' | 'today' | 'tomorrow' | 'day after tomorrow' | 'weekend' | 'week' | Weekday;

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface WeatherQuestion {
  topic: WeatherTopic;
  day: WeatherDay;
  /** As the user said it, in lower case. Undefined: where the user is. */
  place: string | undefined;
  unit: 'celsius' | 'fahrenheit' | undefined;
}

const FEEL = 'warm|hot|cold|cool|chilly|freezing|mild|humid';
const LOOK = 'sunny|cloudy|foggy|clear|stormy|nice|rainy|snowy|wet|dry|overcast';

/** The beginnings of questions. What follows is the day and the place. */
const OPENINGS: readonly (readonly [WeatherTopic, RegExp])[] = [
  [
    'rain',
    /^(?:will it(?: be)?|is it|is it going to(?: be)?|does it) (?:rain|raining|rainy|drizzling|pour|pouring|storm)\b/,
  ],
  [
    'rain',
    /^(?:(?:what is|what are|is there) (?:the |a )?chances? of|(?:is|are) there (?:any )?) ?(?:rain|showers|precipitation)\b/,
  ],
  ['snow', /^(?:will it|is it|is it going to|does it) (?:snow|snowing)\b/],
  ['snow', /^(?:(?:what is|what are|is there) (?:the |a )?chances? of|is there (?:any )?) ?snow\b/],
  [
    'wear',
    /^(?:do|will|would|should|must) i (?:need|take|wear|bring|have to take|have to wear)(?: to (?:take|wear|bring))? (?:an? |my )?(?:umbrella|raincoat|jacket|coat|sweater|sunscreen|scarf|gloves|boots)\b/,
  ],
  ['humidity', /^(?:what is the humidity|how humid is it)\b/],
  [
    'wind',
    /^(?:(?:is it|will it be|is it going to be) (?:very )?windy|how windy (?:is it|will it be)|what is the wind(?: speed)?)\b/,
  ],
  ['temperature', new RegExp(`^how (?:${FEEL}) (?:is it|will it be|is it going to be|will it get)\\b`)],
  [
    'temperature',
    new RegExp(`^(?:is it|will it be|is it going to be|will it get) (?:very |too |so )?(?:${FEEL})\\b`),
  ],
  [
    'temperature',
    /^(?:(?:what is|what will) (?:the )?)(?:(?:current|outside|outdoor|air) )?temperature(?: be)?\b/,
  ],
  ['temperature', /^(?:the )?(?:current )?temperature\b/],
  ['temperature', /^what (?:is|are|will be) the (?:high|highs|low|lows)\b/],
  ['temperature', /^how many degrees (?:is it|will it be|are there)\b/],
  [
    'sky',
    new RegExp(`^(?:is it|will it be|is it going to be|how) (?:very )?(?:${LOOK})(?: is it| will it be)?\\b`),
  ],
  ['sky', /^when (?:will|does) it (?:stop|start) (?:raining|snowing)\b/],
  [
    'sky',
    /^(?:(?:what|how) (?:is|are|will|was)|what about|check|show me|give me|tell me|tell me about|get|get me|read|say)?(?: ?(?:the|this|that|today is|todays|tomorrow is|tomorrows|current|local))*(?: ?weather forecast| ?weather report| ?weather| ?forecast)\b(?: (?:be like|be|like|going to be like|going to be|looking like|looking|look like))?/,
  ],
  [
    'sky',
    /^(?:what|how) (?:is|will) it (?:(?:going to )?be )?(?:like )?(?:outside|out|outdoors|(?=tomorrow\b|today\b))/,
  ],
];

/** Without a day or a place these ask about anything: a soup, a joke. */
const MAY_BE_ANYTHING = new RegExp(`^(?:how (?:${FEEL}) is it|is it .*(?:${FEEL}|nice|clear|wet|dry))$`);

const DAYS: readonly (readonly [RegExp, WeatherDay])[] = [
  [/\b(?:the )?day after tomorrow\b/, 'day after tomorrow'],
  [/\b(?:for )?tomorrow(?: (?:morning|afternoon|evening|night))?\b/, 'tomorrow'],
  [/\b(?:on |for |over |at |during )?(?:this |the |next )?weekend\b/, 'weekend'],
  [/\b(?:for |in |during )?(?:this|the|next|the next|the coming) (?:week|few days|days)\b/, 'week'],
  [/\b(?:for )?(?:today|tonight|this (?:morning|afternoon|evening))\b/, 'today'],
  [/\b(?:right now|now|currently|at the moment|outside|out there|outdoors|here|out)\b/, 'now'],
];

const PLACE = "(?:in|for|at|near|around|over) \\p{L}[\\p{L} .'-]{1,60}";
/** Rooms and things, whose temperature no weather service knows. */
const INDOORS =
  /^(?:my|our|this|that|here)\b|^(?:the )?(?:[a-z]+ )?(?:room|bedroom|bathroom|kitchen|office|house|home|garage|basement|attic|hallway|nursery|fridge|freezer|oven|pool|car|aquarium|greenhouse)$/;
const UNIT = '(?:in )?(?:degrees )?(?:celsius|fahrenheit)';
const WEEKDAY = `(?:on |for |this |next )*(?:${WEEKDAYS.join('|')})s?(?: (?:morning|afternoon|evening|night))?`;

const bare = ({ source }: RegExp): string => source.replace('^', '').replaceAll(String.raw`\b`, '');

/** The source of a pattern for normalized sentences that ask about the weather. */
export const WEATHER_QUESTION: string =
  `(?:${OPENINGS.map(([, opening]) => bare(opening)).join('|')})` +
  `(?: (?:${[WEEKDAY, UNIT, ...DAYS.map(([day]) => bare(day)), PLACE].join('|')}))*`;

/** @param sentence normalized, without courtesies */
export function readWeatherQuestion(sentence: string): WeatherQuestion | undefined {
  for (const [topic, pattern] of OPENINGS) {
    const found = pattern.exec(sentence);
    if (!found || found[0] === '') continue;
    const [opening] = found;
    const rest = sentence.slice(opening.length).trim();
    if (rest === '' && MAY_BE_ANYTHING.test(opening)) continue;
    const read = readDayAndPlace(rest);
    if (!read) continue;
    const usual = /\btomorrow/.test(opening) ? 'tomorrow' : usualDay(topic, opening);
    return { topic, place: read.place, unit: read.unit, day: read.day ?? usual };
  }
  return undefined;
}

/** "Is it raining" asks about now, "will it rain" and "do I need an umbrella" about today. */
function usualDay(topic: WeatherTopic, opening: string): WeatherDay {
  if (/\b(?:will|stop|start|going to|umbrella|chance|forecast|high|low|highs|lows)\b/.test(opening))
    return 'today';
  return topic === 'wear' ? 'today' : 'now';
}

/** @returns undefined if there are words that are neither a day nor a place */
export function readDayAndPlace(
  text: string,
): { day?: WeatherDay; place?: string; unit?: 'celsius' | 'fahrenheit' } | undefined {
  let rest = text;
  let day: WeatherDay | undefined;
  const [unit] = /celsius|fahrenheit/.exec(rest) ?? [];
  rest = rest.replace(new RegExp(`\\b${UNIT}\\b`), ' ');
  const [weekday] = new RegExp(`\\b${WEEKDAY}\\b`).exec(rest) ?? [];
  if (weekday) {
    day = WEEKDAYS.find((name) => weekday.includes(name));
    rest = rest.replace(weekday, ' ');
  }
  for (const [pattern, meant] of DAYS) {
    const found = pattern.exec(rest);
    if (!found) continue;
    // "What is it like outside tomorrow"
    if (day === undefined || day === 'now') day = meant;
    rest = rest.replace(found[0], ' ');
  }
  rest = rest.replaceAll(/\s+/g, ' ').trim();
  const given = { ...(day && { day }), ...(unit && { unit: unit as 'celsius' | 'fahrenheit' }) };
  if (rest === '') return given;
  const place = rest.slice(rest.indexOf(' ') + 1);
  return new RegExp(`^${PLACE}$`, 'u').test(rest) && !INDOORS.test(place) ? { ...given, place } : undefined;
}
