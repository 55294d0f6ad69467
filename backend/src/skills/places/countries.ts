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
const WITH_ARTICLE = new Set(
  'US GB NL PH BS GM AE CZ DO CF MV SC SB MH KM CD CG VA KY FK FO TC CK IM'.split(' '),
);
const PLURAL = new Set('US NL PH BS AE MV SC SB MH KM KY FK FO TC CK'.split(' '));

/** Names that the data has under another one. */
const ALIASES = new Map(
  Object.entries({
    america: 'united states',
    us: 'united states',
    usa: 'united states',
    'u s': 'united states',
    england: 'united kingdom',
    britain: 'united kingdom',
    'great britain': 'united kingdom',
    scotland: 'united kingdom',
    wales: 'united kingdom',
    uk: 'united kingdom',
    'u k': 'united kingdom',
    holland: 'netherlands',
    'czech republic': 'czechia',
    burma: 'myanmar',
    korea: 'south korea',
    congo: 'dr congo',
  }),
);

let loaded: ReadonlyMap<string, Country> | undefined;

/** The country of that name, with or without article, in any case; undefined where there is none. */
export async function findCountry(name: string): Promise<Country | undefined> {
  const key = keyOf(name);
  const countries = await loadCountries();
  return countries.get(ALIASES.get(key) ?? key);
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
    const names = [record.name.common, record.name.official, ...record.altSpellings, record.cca3];
    // The common names win: "Ireland" is no other spelling of anything.
    for (const key of names.map(keyOf)) if (key.length > 2 && !byName.has(key)) byName.set(key, country);
    byName.set(keyOf(record.name.common), country);
  }
  loaded = byName;
  return byName;
}

function countryOf(record: CountryRecord): Country {
  const article = WITH_ARTICLE.has(record.cca2);
  const name = record.name.common;
  return {
    name: article ? `the ${name}` : name,
    spokenName: article ? `The ${name}` : name,
    plural: PLURAL.has(record.cca2),
    iso2: record.cca2,
    capitals: record.capital,
    currencies: Object.values(record.currencies).map((currency) => currency.name),
    languages: Object.values(record.languages),
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
