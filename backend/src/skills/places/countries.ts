import { createRequire } from 'node:module';
import type { Country as CountryRecord } from 'world-countries';

/** The part of world-countries that answers need. */
export interface Country {
  /** As it stands within a sentence: `the United States`. */
  name: string;
  /** At the start of a sentence. */
  spokenName: string;
  plural: boolean;
  iso2: string;
  capitals: readonly string[];
  currencies: readonly string[];
  languages: readonly string[];
  region: string;
}

/** Names that take an article, by ISO 3166 code. */
const WITH_ARTICLE = new Set('US GB NL PH BS GM AE DO CF MV SC SB MH KM CD CG KY FK FO TC CK IM'.split(' '));
const PLURAL = new Set('US NL PH BS AE MV SC SB MH KM KY FK FO TC CK'.split(' '));

/** What English speakers call them, where the data has another name. */
const SAID_NAMES: Readonly<Record<string, string>> = {
  TR: 'Turkey',
  CD: 'Democratic Republic of the Congo',
};

/** Where the data has one capital of two, or the lesser one: of the constitution first, then of the government. */
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

/** One name for two countries, both of which may be meant. */
const SHARED_NAMES = new Map([['congo', ['dr congo', 'republic of the congo']]]);

/** Names that the data has under another one. */
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

/** The country of that name, with or without article, in any case; undefined where there is none. */
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

/** Loads and keeps what is needed of the data: some 0.2 MB of 20. */
export async function loadCountries(): Promise<ReadonlyMap<string, Country>> {
  if (loaded) return loaded;
  const { readFile } = await import('node:fs/promises');
  const path = createRequire(import.meta.url).resolve('world-countries/countries.json');
  const records = JSON.parse(await readFile(path, 'utf8')) as CountryRecord[];
  const byName = new Map<string, Country>();
  for (const record of records) {
    const country = countryOf(record);
    const names = [record.name.official, ...record.altSpellings];
    // The common names win: "Ireland" is no other spelling of anything.
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
    currencies: Object.values(record.currencies).map(({ name }) => name.replace(/^Euro$/, 'euro')),
    languages: Object.values(record.languages).map((name) => name.replace(/^Austro-Bavarian /, '')),
    region: record.subregion || record.region,
  };
}

/** `Côte d'Ivoire` and `cote divoire` are one. */
export function keyOf(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, '')
    .replace(/^the /, '')
    .trim();
}
