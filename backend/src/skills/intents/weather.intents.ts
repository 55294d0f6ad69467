import { withoutCourtesies } from '../../language/en/courtesies.js';
import { normalize } from '../../language/en/normalize.js';
import { WeatherError, type Weather } from '../../weather/weather.port.js';
import type { Intent, Reply, SkillContext } from '../engine/intent.js';
import { refuse } from '../refusals/refusal.js';
import { NO, YES } from '../engine/yes-no.js';
import { sayWeather } from '../weather/weather-answer.js';
import { readDayAndPlace, readWeatherQuestion, type WeatherQuestion } from '../weather/weather-question.js';

const SHALL_I = 'Shall I?';
const WHICH_PLACE = 'For which place?';

const SWITCHED_OFF = {
  reason: 'The weather service is switched off in the config.',
  nearest: 'Open a forecast in a tab.',
};
const DENIED = {
  reason: 'You told me not to ask the weather service.',
  nearest: 'Say: use the weather service.',
};

export const weatherIntents: readonly Intent[] = [
  {
    name: 'weather',
    best: 'skill',
    samples: 24,
    templates: [
      'what is the weather [like] [(today|tomorrow|now|this weekend)]',
      'what is the weather [like] (in|for) {city} [(today|tomorrow)]',
      '[how is] the weather [in {city}]',
      '(is it going to|will it) rain [(today|tomorrow)]',
      '(how cold|how warm|how hot) is it [(outside|today|in {city})]',
      'what is the temperature [(outside|in {city})]',
      '(weather|weather forecast)',
    ],
    alsoUnderstood: ['{about:weatherQuestion}'],
    answer(_slots, context) {
      const question = read(context.sentence);
      return question && answer(question, context);
    },
  },
  {
    name: 'weather.place',
    best: 'skill',
    after: /For which place\?$/,
    templates: ['[(in|for)] {place}'],
    samples: 4,
    answer({ place = '' }, context) {
      const question = asked(context);
      return question && answer({ ...question, place }, context);
    },
  },
  {
    name: 'weather.again',
    best: 'skill',
    after: /\b(?:degrees?|chance of rain|has (?:no )?(?:rain|snow))\b/,
    templates: [],
    alsoUnderstood: ['(and|what about|how about|and what about) {rest}'],
    answer({ rest = '' }, context) {
      const before = asked(context);
      const more = readDayAndPlace(rest) ?? readDayAndPlace(`in ${rest}`);
      return before && more && answer({ ...before, ...more }, context);
    },
  },
  {
    name: 'weather.consent',
    best: 'skill',
    after: /Shall I\?$/,
    templates: ['{yes=yes|yes please|sure}', '(no|no thanks)'],
    samples: 4,
    alsoUnderstood: [`{yes=${YES}|please|you may|yes you may|yes do that}`, `(${NO}|please do not)`],
    exactOnly: true,
    answer: ({ yes }, context) => ({
      async run({ preferences }) {
        const isYes = yes !== undefined;
        preferences.set('weather', isYes ? 'allowed' : 'denied');
        if (!isYes) return "Okay, I won't.";
        const question = asked(context);
        const { weather: access } = context;
        if (!question || !access) return 'Okay. Ask me for the weather at any time.';
        const place = question.place ?? preferences.get('home');
        return place === undefined ? WHICH_PLACE : look(access.weather, { ...question, place });
      },
    }),
  },
  {
    name: 'weather.revoke',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(stop|do not|never) (use|using|ask|asking) (the weather service|open meteo) [(again|any more|anymore)]',
      '(forget|switch off|turn off|disable) the weather service',
    ],
    exactOnly: true,
    answer: () => ({
      run({ preferences }) {
        preferences.set('weather', 'denied');
        return 'Okay, I no longer ask the weather service.';
      },
    }),
  },
  {
    name: 'weather.allow',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(use|ask|allow|enable|switch on|turn on) (the weather service|open meteo)',
      'you may (use|ask) the weather service',
    ],
    exactOnly: true,
    answer: (_slots, { weather }) =>
      !weather || weather.consent === 'off'
        ? SWITCHED_OFF.reason
        : {
            run({ preferences }) {
              preferences.set('weather', 'allowed');
              return 'Okay. Ask me for the weather at any time.';
            },
          },
  },
  {
    name: 'weather.home',
    best: 'skill',
    templates: ['i live in {place}'],
    samples: 8,
    alsoUnderstood: [
      'my (home|home town|hometown|home city|city|town) is [in] {place}',
      'set my (home|city|place) to {place}',
    ],
    exactOnly: true,
    answer: ({ place = '' }) => ({
      run({ preferences }) {
        const home = capitals(place);
        preferences.set('home', home);
        return `Okay, your home is ${home}.`;
      },
    }),
  },
];

/** Asks for consent and place as far as they are missing; then an action that asks the service. */
function answer(question: WeatherQuestion, context: SkillContext): Reply {
  const { weather: access, preferences } = context;
  const chosen = preferences.get('weather');
  if (!access || access.consent === 'off') return refuse(SWITCHED_OFF, context);
  if (chosen === 'denied') return refuse(DENIED, context);
  const { weather, consent } = access;
  if (consent === 'ask' && chosen !== 'allowed')
    return `I can ask ${weather.serviceName}, a free weather service. It learns only the place. ${SHALL_I}`;
  const place = question.place ?? preferences.get('home');
  if (place === undefined) return WHICH_PLACE;
  return { run: () => look(weather, { ...question, place }) };
}

async function look(weather: Weather, question: WeatherQuestion & { place: string }): Promise<string> {
  try {
    const place = await weather.find(question.place);
    if (!place) return `I can't find a place called ${capitals(question.place)}.`;
    const unit = question.unit ?? (place.countryCode === 'US' ? 'fahrenheit' : 'celsius');
    const forecast = await weather.forecast(place, unit);
    const told = { where: `in ${place.name}`, isFahrenheit: unit === 'fahrenheit' };
    return sayWeather(question, forecast, told) ?? 'The forecast does not reach that far.';
  } catch (error) {
    if (error instanceof WeatherError) return error.message;
    throw error;
  }
}

/** The newest question about the weather, before a question of the assistant. */
function asked({ history }: SkillContext): WeatherQuestion | undefined {
  for (const { role, content } of history.toReversed()) {
    const question = role === 'user' ? read(content) : undefined;
    if (question) return question;
  }
  return undefined;
}

const read = (said: string): WeatherQuestion | undefined =>
  readWeatherQuestion(withoutCourtesies(normalize(said)));

const capitals = (place: string): string =>
  place.replaceAll(/(?<=^|[ -])\p{L}/gu, (letter) => letter.toUpperCase());
