import { describe, expect, it } from 'vitest';
import { findCountry } from './countries.js';
import { findZone, loadCities } from './zones.js';

const NOON = new Date(Date.UTC(2026, 10, 22, 12));

describe(findZone.name, () => {
  it('gives zones that the clock knows', async () => {
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
  ])('of %s is %s', async (place, timeZone) => {
    expect(await findZone(place, NOON)).toMatchObject({ timeZone });
  });

  it('is nothing for places that are none', async () => {
    expect(await findZone('narnia', NOON)).toBeUndefined();
    expect(await findZone('constructor', NOON)).toBeUndefined();
  });
});

describe(findCountry.name, () => {
  it.each([
    ['france', 'Paris'],
    ['the UK', 'London'],
    ['usa', 'Washington D.C.'],
    ['ivory coast', 'Yamoussoukro'],
    ['holland', 'Amsterdam'],
  ])('knows %s', async (name, capital) => expect((await findCountry(name))?.capitals[0]).toBe(capital));

  it.each(['atlantis', 'constructor', ''])('knows no "%s"', async (name) => {
    expect(await findCountry(name)).toBeUndefined();
  });
});
