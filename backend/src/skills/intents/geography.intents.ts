import type { Intent } from '../engine/intent.js';
import { findByCapital, findCountries, findCountry, keyOf, type Country } from '../places/countries.js';
import { answerEach } from '../places/each-place.js';
import { findState } from '../places/us-states.js';
import { fullStop, list } from '../../language/en/say.js';

export const geographyIntents: readonly Intent[] = [
  {
    name: 'capital',
    best: 'skill',
    templates: [
      'what is the capital of {country}',
      '[(what is|what city is|which city is)] [the] capital [city] (of|in) {country}',
    ],
    alsoSaid: ['(name|say) the capital of {country}', 'what [the] capital of {country} is'],
    alsoUnderstood: ['(who|which|where) is the capital [city] (of|in) {country}'],
    samples: 90,
    answer: ({ country = '' }) => answerEach(country, capitalsOf),
  },
  {
    name: 'capital.again',
    best: 'skill',
    after: /^The capitals? of /,
    templates: ['(and what about|what about|how about|and) {country}'],
    samples: 6,
    answer: ({ country = '' }) => answerEach(country, capitalsOf),
  },
  {
    name: 'capital.is-it',
    best: 'skill',
    templates: ['is {city} the capital [city] of {country}'],
    samples: 8,
    async answer({ city = '', country = '' }) {
      const [found] = await findCountries(country);
      const [capital] = found?.capitals ?? [];
      if (!found || !capital) return undefined;
      const right = found.capitals.find((name) => keyOf(name) === keyOf(city));
      return fullStop(
        right
          ? `Yes, ${right} is the capital of ${found.name}`
          : `No, the capital of ${found.name} is ${capital}`,
      );
    },
  },
  {
    name: 'capital.of-which',
    best: 'skill',
    templates: [
      '(what|which) country is {city} the capital of',
      '{city} is the capital of (what|which) country',
    ],
    alsoSaid: ['(what|which) country has {city} as (its|the) capital', '{city} is the capital of what'],
    samples: 16,
    async answer({ city = '' }) {
      const found = await findByCapital(city);
      return found && `${found.capitals[0]} is the capital of ${found.name}.`;
    },
  },
  {
    name: 'currency',
    best: 'skill',
    templates: [
      '(what|which) (currency|money) (do they|do people|do you|does|is) [used] (use in|used in|in) {country}',
      'what is the (currency|money) (of|in) {country}',
      'what (currency|money) does {country} (use|have)',
    ],
    alsoSaid: ['[the] currency (of|in) {country}', 'which currency does {country} (use|have)'],
    alsoUnderstood: [
      'what (do they|do people|do you|does 1) (use for money|pay with) in {country}',
      'what (kind of|sort of) (currency|money) (do they|do people) (use|have) in {country}',
      'what (currency|money) do i need (in|for) {country}',
    ],
    samples: 40,
    answer: ({ country = '' }) => answerEach(country, currencyOf),
  },
  {
    name: 'currency.again',
    best: 'skill',
    after: / uses? the [\p{L} ,]+\.$/u,
    templates: ['(and|what about|how about) [in] {country}'],
    samples: 4,
    answer: ({ country = '' }) => answerEach(country, currencyOf),
  },
  {
    name: 'language',
    best: 'skill',
    templates: [
      'what (language|languages) (do they|do people) speak in {country}',
      '(what|which) (language is|languages are) spoken in {country}',
    ],
    samples: 24,
    answer: ({ country = '' }) => answerEach(country, languagesOf),
  },
  {
    name: 'location',
    best: 'skill',
    templates: ['where is {country}', '(what|which) continent is {country} (in|on)'],
    samples: 40,
    answer: ({ country = '' }) => answerEach(country, locationOf),
  },
];

async function capitalsOf(name: string): Promise<string | undefined> {
  const countries = (await findCountries(name)).map(sayCapital);
  const state = findState(name);
  if (!state) return countries.length > 0 ? countries.join(' ') : undefined;
  // Georgia is both.
  const where = countries.length > 0 ? `the state of ${state.name}` : state.name;
  return [...countries, `The capital of ${where} is ${state.capital}.`].join(' ');
}

function sayCapital({ name, spokenName, capitals }: Country): string {
  if (capitals.length === 0) return `${spokenName} has no capital.`;
  const [noun, verb] = capitals.length === 1 ? ['capital', 'is'] : ['capitals', 'are'];
  return fullStop(`The ${noun} of ${name} ${verb} ${list(capitals)}`);
}

async function languagesOf(name: string): Promise<string | undefined> {
  const found = await findCountry(name);
  if (!found || found.languages.length === 0) return undefined;
  return `In ${found.name} people speak ${list(found.languages)}.`;
}

async function locationOf(name: string): Promise<string | undefined> {
  const found = await findCountry(name);
  return found && `${found.spokenName} ${found.plural ? 'are' : 'is'} in ${found.region}.`;
}

async function currencyOf(name: string): Promise<string | undefined> {
  const found = await findCountry(name);
  if (!found || found.currencies.length === 0) return undefined;
  return `${found.spokenName} ${found.plural ? 'use' : 'uses'} the ${list(found.currencies)}.`;
}
