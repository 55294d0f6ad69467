import { describe, expect, it } from 'vitest';
import { labelledDomainSentences } from '../domain-sentences.js';
import { englishMatcher } from '../english.js';
import { findCountries, findCountry } from './countries.js';
import { findZone, loadCities } from './zones.js';

const NOON = new Date(Date.UTC(2026, 10, 22, 12));

describe(findZone.name, () => {
  it('returns zones that Intl knows', async () => {
    const { zonesOf } = await loadCities();
    const zones = [...new Set([...zonesOf.values()].flatMap((zones) => [...zones]))];
    const unknown = zones.filter((timeZone) => {
      try {
        return !new Intl.DateTimeFormat('en-US', { timeZone });
      } catch {
        return true;
      }
    });
    expect(unknown).toEqual([]);
  });

  it.each([
    ['new york', 'America/New_York'],
    ['Sydney', 'Australia/Sydney'],
    ['são paulo', 'America/Sao_Paulo'],
    ['germany', 'Europe/Berlin'],
    ['the netherlands', 'Europe/Amsterdam'],
    ['hawaii', 'Pacific/Honolulu'],
    ['texas', 'America/Chicago'],
    ['washington', 'America/New_York'],
    ['paris france', 'Europe/Paris'],
    ['pacific time', 'America/Los_Angeles'],
    ['EST', 'America/New_York'],
    ['PST', 'America/Los_Angeles'],
    ['CET', 'Europe/Berlin'],
    ['GMT', 'UTC'],
    ['Kyiv', 'Europe/Kyiv'],
    ['Kiev Ukraine', 'Europe/Kyiv'],
    ['turkey', 'Europe/Istanbul'],
    ['Türkiye', 'Europe/Istanbul'],
    ['scotland', 'Europe/London'],
    ['kuwait', 'Asia/Kuwait'],
    ['chicago illinois', 'America/Chicago'],
    ['boston massachusetts', 'America/New_York'],
    ['Paris, Texas', 'America/Chicago'],
    ['Portland, Maine', 'America/New_York'],
    ['München', 'Europe/Berlin'],
    ['bangalore', 'Asia/Kolkata'],
  ])('of %s is %s', async (place, timeZone) => {
    expect(await findZone(place, NOON)).toMatchObject({ timeZone });
  });

  it('returns undefined for unknown places', async () => {
    expect(await findZone('narnia', NOON)).toBeUndefined();
    expect(await findZone('constructor', NOON)).toBeUndefined();
  });
});

it('resolves every place in the domain sentences', async () => {
  const unknown = new Set<string>();
  const asked = labelledDomainSentences().filter(({ intent }) =>
    /^(?:time|capital|curr|lang|loc)/.test(intent),
  );
  for (const { intent, sentence } of asked) {
    const { slots } = englishMatcher.matches(sentence, ({ name }) => name === intent).next().value ?? {};
    const place = slots?.['place'] ?? slots?.['city'];
    if (place && !(await findZone(place, NOON))) unknown.add(place);
    if (slots?.['country'] && !(await findCountry(slots['country']))) unknown.add(slots['country']);
  }
  expect(asked.length).toBeGreaterThan(300);
  expect([...unknown]).toEqual([]);
});

describe(findCountry.name, () => {
  it.each([
    ['france', 'Paris'],
    ['the UK', 'London'],
    ['usa', 'Washington D.C.'],
    ['ivory coast', 'Yamoussoukro'],
    ['holland', 'Amsterdam'],
    ['turkey', 'Ankara'],
    ['England', 'London'],
    ['Scotland', 'Edinburgh'],
    ['wales', 'Cardiff'],
    ['northern ireland', 'Belfast'],
    ['sri lanka', 'Sri Jayawardenepura Kotte'],
    ['swaziland', 'Mbabane'],
  ])('knows %s', async (name, capital) => expect((await findCountry(name))?.capitals[0]).toBe(capital));

  it.each(['atlantis', 'constructor', 'est', ''])('knows no "%s"', async (name) => {
    expect(await findCountry(name)).toBeUndefined();
  });

  it('finds both countries named Congo', async () => {
    const capitals = (await findCountries('the Congo')).map(({ capitals }) => capitals[0]);
    expect(capitals).toEqual(['Kinshasa', 'Brazzaville']);
  });

  it.each([
    ['czech republic', 'Czechia'],
    ['vatican city', 'Vatican City'],
    ['the congo', 'the Democratic Republic of the Congo'],
    ['bahamas', 'the Bahamas'],
  ])('calls %s %s', async (said, name) => expect((await findCountry(said))?.name).toBe(name));
});
