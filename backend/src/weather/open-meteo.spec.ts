import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenMeteoEmulator } from '../../../testing/emulators/weather/open-meteo.js';
import { CLOSED_ADDRESS } from '../../../testing/closed-address.js';
import { OpenMeteo } from './open-meteo.js';

const BERLIN = { name: 'Berlin', country_code: 'DE', celsius: 4.6, code: 61, rainPercent: 80 };

describe(OpenMeteo.name, () => {
  let emulator: OpenMeteoEmulator;
  let sut: OpenMeteo;

  beforeEach(async () => {
    emulator = await new OpenMeteoEmulator([BERLIN], '2026-11-29').start();
    sut = new OpenMeteo({ forecastURL: emulator.baseURL, geocodingURL: emulator.baseURL, timeoutMs: 2_000 });
  });

  afterEach(async () => {
    await sut.onModuleDestroy();
    await emulator[Symbol.asyncDispose]();
  });

  it('finds a place by its name, and knows if there is none', async () => {
    expect(await sut.find('berlin')).toEqual({
      name: 'Berlin',
      latitude: 10,
      longitude: 20,
      countryCode: 'DE',
    });
    expect(await sut.find('Narnia')).toBeUndefined();
  });

  it.each([
    ['celsius', 5, 5],
    ['fahrenheit', 40, 40],
  ] as const)('gives a forecast in %s', async (unit, now, max) => {
    const forecast = await sut.forecast((await sut.find('Berlin'))!, unit);
    expect(forecast.now).toEqual({ degrees: now, sky: 'light rain', humidityPercent: 60, wind: 20 });
    expect(forecast.days).toHaveLength(7);
    expect(forecast.days[0]).toMatchObject({ date: '2026-11-29', maxDegrees: max, rainPercent: 80 });
  });

  it('sends the name, the coordinates and nothing about the user', async () => {
    await sut.forecast((await sut.find('Berlin'))!, 'celsius');
    const [search, forecast] = emulator.requests.map(({ searchParams }) => Object.fromEntries(searchParams));
    expect(search).toEqual({ name: 'Berlin', count: '1', language: 'en', format: 'json' });
    expect(forecast).toMatchObject({ latitude: '10', longitude: '20', timezone: 'auto' });
  });

  it.each([
    [{ status: 429, body: '{}' }, /too many questions/],
    [{ status: 500, body: '{}' }, /failed with HTTP 500/],
    [{ status: 200, body: 'x'.repeat(200_000) }, /do not understand/],
    [{ status: 200, body: 'null' }, /do not understand/],
    [{ status: 200, body: '<html>' }, /do not understand/],
    ['hang' as const, /did not answer in time/],
  ])('says in words why it failed: %j', async (misbehave, message) => {
    emulator.misbehave = misbehave;
    if (misbehave === 'hang') sut = new OpenMeteo({ geocodingURL: emulator.baseURL, timeoutMs: 50 });
    await expect(sut.find('Berlin')).rejects.toThrow(message);
  });

  it.each([{}, { current: {}, daily: { time: ['2026-11-29'] } }])(
    'refuses a forecast without figures: %j',
    async (answer) => {
      const place = (await sut.find('Berlin'))!;
      emulator.misbehave = { status: 200, body: JSON.stringify(answer) };
      await expect(sut.forecast(place, 'celsius')).rejects.toThrow(/do not understand/);
    },
  );

  it('says that the service cannot be reached', async () => {
    const offline = new OpenMeteo({ geocodingURL: `http://${CLOSED_ADDRESS}` });
    await expect(offline.find('Berlin')).rejects.toThrow(/can't reach the weather service/);
    await offline.onModuleDestroy();
  });
});
