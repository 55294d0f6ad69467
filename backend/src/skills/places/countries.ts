import { createRequire } from 'node:module';
import type { Country as CountryRecord } from 'world-countries';
import { CURRENT_CURRENCIES } from './currencies.js';

/** The fields of world-countries that answers need. */
export interface Country {
  /** The name within a sentence: `the United States`. */
  name: string;
  /** The name at the start of a sentence. */
  spokenName: string;
  plural: boolean;
  iso2: string;
  capitals: readonly string[];
  currencies: readonly string[];
  languages: readonly string[];
  region: string;
}

/** Countries whose name takes an article, by ISO 3166 code. */
const WITH_ARTICLE = new Set('US GB NL PH BS GM AE DO CF MV SC SB MH KM CD CG KY FK FO TC CK IM'.split(' '));
const PLURAL = new Set('US NL PH BS AE MV SC SB MH KM KY FK FO TC CK'.split(' '));

/** The usual English names, if the data has another one. */
const SAID_NAMES: Readonly<Record<string, string>> = {
  TR: 'Turkey',
  CD: 'Democratic Republic of the Congo',
};

/** Capitals of countries with two: first the constitutional one, then the seat of government. */
const CAPITALS: Readonly<Record<string, readonly string[]>> = {
  BO: ['Sucre', 'La Paz'],
  LK: ['Sri Jayawardenepura Kotte', 'Colombo'],
  SZ: ['Mbabane', 'Lobamba'],
};

/** The countries within the United Kingdom have capitals of their own. */
const HOME_NATIONS = [
  ['England', 'London'],
  ['Scotland', 'Edinburgh'],
  ['Wales', 'Cardiff'],
  ['Northern Ireland', 'Belfast'],
] as const;

/** One name of two countries, either of which may be meant. */
const SHARED_NAMES = new Map([['congo', ['dr congo', 'republic of the congo']]]);

/** Other names of countries in the data. */
const ALIASES = new Map(
  Object.entries({
    america: 'united states',
    us: 'united states',
    usa: 'united states',
    'u s': 'united states',
    britain: 'united kingdom',
    'great britain': 'united kingdom',
    uk: 'united kingdom',
    'u k': 'united kingdom',
    holland: 'netherlands',
    uae: 'united arab emirates',
    'u a e': 'united arab emirates',
    emirates: 'united arab emirates',
    'czech republic': 'czechia',
    burma: 'myanmar',
    korea: 'south korea',
  }),
);

let loaded: ReadonlyMap<string, Country> | undefined;

/** The country of that name, with or without article, in any case; undefined if there is none. */
export async function findCountry(name: string): Promise<Country | undefined> {
  return (await findCountries(name))[0];
}

/** Every country of that name: two for `Congo`, at most one for others. */
export async function findCountries(name: string): Promise<Country[]> {
  const key = keyOf(name);
  const countries = await loadCountries();
  const keys = SHARED_NAMES.get(key) ?? [ALIASES.get(key) ?? key];
  return keys.flatMap((each) => countries.get(each) ?? []);
}

/** The country whose capital has that name. */
export async function findByCapital(city: string): Promise<Country | undefined> {
  const key = keyOf(city);
  const countries = await loadCountries();
  return [...countries.values()].find((country) =>
    country.capitals.some((capital) => keyOf(capital) === key),
  );
}

/** Loads the data and keeps the needed part, about 0.2 of 20 MB. */
export async function loadCountries(): Promise<ReadonlyMap<string, Country>> {
  if (loaded) return loaded;
  const { readFile } = await import('node:fs/promises');
  const path = createRequire(import.meta.url).resolve('world-countries/countries.json');
  const records = JSON.parse(await readFile(path, 'utf8')) as CountryRecord[];
  const byName = new Map<string, Country>();
  for (const record of records) {
    const country = countryOf(record);
    const names = [record.name.official, ...record.altSpellings];
    // Common names win, so that "Ireland" is not another name for a different country.
    for (const key of names.map(keyOf)) if (key.length > 2 && !byName.has(key)) byName.set(key, country);
    for (const common of [record.name.common, country.name]) byName.set(keyOf(common), country);
  }
  for (const [name, capital] of HOME_NATIONS) {
    const { iso2, currencies } = byName.get('united kingdom')!;
    const of = { plural: false, languages: ['English'], region: 'the United Kingdom', iso2, currencies };
    byName.set(keyOf(name), { name, spokenName: name, capitals: [capital], ...of });
  }
  loaded = byName;
  return byName;
}

function countryOf(record: CountryRecord): Country {
  const article = WITH_ARTICLE.has(record.cca2);
  const name = SAID_NAMES[record.cca2] ?? record.name.common;
  return {
    name: article ? `the ${name}` : name,
    spokenName: article ? `The ${name}` : name,
    plural: PLURAL.has(record.cca2),
    iso2: record.cca2,
    capitals: CAPITALS[record.cca2] ?? record.capital,
    // In a sentence: "the euro", and Austria's German, which the data has by its dialect.
    currencies:
      CURRENT_CURRENCIES[record.cca2] ??
      Object.values(record.currencies).map(({ name }) => name.replace(/^Euro$/, 'euro')),
    languages: Object.values(record.languages).map((name) => name.replace(/^Austro-Bavarian /, '')),
    region: record.subregion || record.region,
  };
}

/** Makes `Côte d'Ivoire` and `cote divoire` equal. */
export function keyOf(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, '')
    .replace(/^the /, '')
    .trim();
}
