import { createRequire } from 'node:module';
import { findCountry, keyOf } from './countries.js';
import { CITY_ALIASES, NAMED_ZONES, titleCase, zoneName } from '../../language/en/places/place-names.js';

export interface Zone {
  timeZone: string;
  /** The spoken name: `Tokyo`. */
  name: string;
  /** What `name` is in the requested place, if the time holds only for a part of it. */
  standsFor?: string;
}

interface City {
  name: string;
  population: number;
  country: string;
  timeZone: string;
}

interface Cities {
  byName: ReadonlyMap<string, City>;
  /** The largest city of a state or province. */
  byProvince: ReadonlyMap<string, City>;
  /** `paris texas`: a city by name and region, for cities that are not the largest of their name. */
  byNameAndProvince: ReadonlyMap<string, City>;
  zonesOf: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The used fields of a record of city-timezones. */
interface CityRecord {
  city: string;
  city_ascii: string;
  pop: number;
  iso2: string;
  province: string;
  timezone: string | null;
}

let loaded: Promise<Cities> | undefined;

/** The time zone of a city, state or country; undefined if there is none of that name. */
export async function findZone(place: string, now: Date): Promise<Zone | undefined> {
  const named = NAMED_ZONES.get(keyOf(place));
  if (named) return { timeZone: named, name: zoneName(keyOf(place)) };

  const { byName, byProvince, byNameAndProvince, zonesOf } = await loadCities();
  const spoken = keyOf(place).replace(/^saint /, 'st ');
  const key = CITY_ALIASES.get(spoken) ?? spoken;
  const city = byName.get(key);
  const country = await findCountry(place);
  if (country && !(city && keyOf(country.name) !== key)) {
    const zones = [...(zonesOf.get(country.iso2) ?? [])];
    if (zones.length > 0 && !differ(zones, now)) return { timeZone: zones[0]!, name: country.name };
    const capital = country.capitals.map((name) => byName.get(keyOf(name))).find(Boolean);
    if (capital?.country === country.iso2) {
      if (key === keyOf(capital.name)) return { timeZone: capital.timeZone, name: country.name };
      return { timeZone: capital.timeZone, name: capital.name, standsFor: `the capital of ${country.name}` };
    }
  }
  const province = byProvince.get(key);
  // "Washington" is also a state: the larger of the two is meant.
  if (city && !(province && province.population > city.population))
    return { timeZone: city.timeZone, name: city.name };
  if (province) return { timeZone: province.timeZone, name: titleCase(place) };
  const there = byNameAndProvince.get(key);
  if (there) return { timeZone: there.timeZone, name: there.name };
  return (await cityWithCountry(key, byName)) ?? cityWithProvince(key, byName, byProvince);
}

/** `paris france` */
async function cityWithCountry(place: string, byName: ReadonlyMap<string, City>): Promise<Zone | undefined> {
  for (let at = place.indexOf(' '); at > 0; at = place.indexOf(' ', at + 1)) {
    const name = place.slice(0, at);
    const city = byName.get(CITY_ALIASES.get(name) ?? name);
    if (city && (await findCountry(place.slice(at + 1)))?.iso2 === city.country) {
      return { timeZone: city.timeZone, name: city.name };
    }
  }
  return undefined;
}

/** `paris texas`: a city too small for the data has the time of its province. */
function cityWithProvince(
  place: string,
  byName: ReadonlyMap<string, City>,
  byProvince: ReadonlyMap<string, City>,
): Zone | undefined {
  for (let at = place.indexOf(' '); at > 0; at = place.indexOf(' ', at + 1)) {
    const [name, province] = [place.slice(0, at), place.slice(at + 1)];
    const there = byName.has(name) && byProvince.get(province);
    if (there) return { timeZone: there.timeZone, name: `${titleCase(name)}, ${titleCase(province)}` };
  }
  return undefined;
}

/** Whether the clocks of these zones differ now. */
function differ(zones: readonly string[], now: Date): boolean {
  const times = new Set(
    zones.map((timeZone) => new Intl.DateTimeFormat('en-US', { timeZone, timeStyle: 'short' }).format(now)),
  );
  return times.size > 1;
}

/** Loads the data of city-timezones and keeps the largest city of each name. */
export function loadCities(): Promise<Cities> {
  loaded ??= readCities();
  return loaded;
}

async function readCities(): Promise<Cities> {
  const { readFile } = await import('node:fs/promises');
  const path = createRequire(import.meta.url).resolve('city-timezones/data/cityMap.json');
  const records = JSON.parse(await readFile(path, 'utf8')) as CityRecord[];
  const byName = new Map<string, City>();
  const byProvince = new Map<string, City>();
  const byNameAndProvince = new Map<string, City>();
  const zonesOf = new Map<string, Set<string>>();
  for (const record of records) {
    const { city: name, pop: population, iso2: country, timezone: timeZone } = record;
    if (!timeZone) continue;
    const city = { name, population, country, timeZone };
    keepLarger(byName, keyOf(name), city);
    keepLarger(byName, keyOf(record.city_ascii), city);
    if (record.province) {
      keepLarger(byProvince, keyOf(record.province), city);
      const full = { ...city, name: `${name}, ${record.province}` };
      byNameAndProvince.set(`${keyOf(record.city_ascii)} ${keyOf(record.province)}`, full);
    }
    const zones = zonesOf.get(country) ?? new Set();
    zonesOf.set(country, zones.add(timeZone));
  }
  return { byName, byProvince, byNameAndProvince, zonesOf };
}

function keepLarger(cities: Map<string, City>, key: string, city: City): void {
  const other = cities.get(key);
  if (!other || city.population > other.population) cities.set(key, city);
}
