import type { Intent } from '../intent.js';
import { findByCapital, findCountry } from '../places/countries.js';
import { fullStop, list } from '../say.js';

export const geographyIntents: readonly Intent[] = [
  {
    name: 'capital',
    best: 'skill',
    templates: [
      'what is the capital of {country}',
      '[(what is|what city is|which city is)] [the] capital [city] (of|in) {country}',
    ],
    samples: 90,
    async answer({ country = '' }) {
      const found = await findCountry(country);
      if (!found) return undefined;
      if (found.capitals.length === 0) return `${found.spokenName} has no capital.`;
      const verb = found.capitals.length === 1 ? 'capital' : 'capitals';
      return fullStop(
        `The ${verb} of ${found.name} ${verb === 'capital' ? 'is' : 'are'} ${list(found.capitals)}`,
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
    samples: 40,
    async answer({ country = '' }) {
      const found = await findCountry(country);
      if (!found || found.currencies.length === 0) return undefined;
      return `${found.spokenName} ${found.plural ? 'use' : 'uses'} the ${list(found.currencies)}.`;
    },
  },
  {
    name: 'language',
    best: 'skill',
    templates: [
      'what (language|languages) (do they|do people) speak in {country}',
      '(what|which) (language is|languages are) spoken in {country}',
    ],
    samples: 24,
    async answer({ country = '' }) {
      const found = await findCountry(country);
      if (!found || found.languages.length === 0) return undefined;
      return `In ${found.name} people speak ${list(found.languages)}.`;
    },
  },
  {
    name: 'location',
    best: 'skill',
    templates: ['where is {country}', '(what|which) continent is {country} (in|on)'],
    samples: 40,
    async answer({ country = '' }) {
      const found = await findCountry(country);
      return found && `${found.spokenName} ${found.plural ? 'are' : 'is'} in ${found.region}.`;
    },
  },
];
