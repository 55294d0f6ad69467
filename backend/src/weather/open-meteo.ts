import type { OnModuleDestroy } from '@nestjs/common';
import { textUpTo } from '../common/net/text-up-to.js';
import { createHttpClient } from '../provider-kit/http-agent.js';
import {
  Weather,
  WeatherError,
  type DayForecast,
  type Forecast,
  type Place,
  type Sky,
  type TemperatureUnit,
} from './weather.port.js';

export interface OpenMeteoOptions {
  forecastURL?: string;
  geocodingURL?: string;
  timeoutMs?: number;
}

const FORECAST_URL = 'https://api.open-meteo.com';
const GEOCODING_URL = 'https://geocoding-api.open-meteo.com';

/** A user who waits for a spoken answer does not wait longer. */
const TIMEOUT_MS = 6_000;
/** A week takes about 2 KB. */
const MAX_ANSWER_BYTES = 100_000;
const FORECAST_DAYS = 7;

/** The WMO's codes of weather, as Open-Meteo's documentation lists them. */
const SKIES: readonly (readonly [codes: readonly number[], Sky])[] = [
  [[0, 1], 'clear'],
  [[2], 'partly cloudy'],
  [[3], 'cloudy'],
  [[45, 48], 'fog'],
  [[51, 53, 55], 'drizzle'],
  [[61, 80], 'light rain'],
  [[63, 81], 'rain'],
  [[65, 82], 'heavy rain'],
  [[56, 57, 66, 67], 'freezing rain'],
  [[71, 73, 75, 77, 85, 86], 'snow'],
  [[95, 96, 99], 'thunderstorms'],
];

interface GeocodingAnswer {
  /** Missing if nothing was found. */
  results?: { name: string; latitude: number; longitude: number; country_code?: string }[];
}

interface ForecastAnswer {
  current: {
    temperature_2m: number;
    weather_code?: number | null;
    relative_humidity_2m?: number | null;
    wind_speed_10m?: number | null;
  };
  daily: {
    time: string[];
    weather_code: (number | null)[];
    temperature_2m_max: number[];
    temperature_2m_min: number[];
    precipitation_probability_max?: (number | null)[];
    wind_speed_10m_max?: (number | null)[];
  };
}

/** Open-Meteo's forecast and geocoding APIs, without a key. They get the name of the place and its coordinates. */
export class OpenMeteo extends Weather implements OnModuleDestroy {
  readonly serviceName = 'Open-Meteo';
  readonly #http = createHttpClient();

  constructor(private readonly options: OpenMeteoOptions = {}) {
    super();
  }

  async find(name: string): Promise<Place | undefined> {
    const query = { name, count: '1', language: 'en', format: 'json' };
    const base = this.options.geocodingURL ?? GEOCODING_URL;
    const { results } = await this.#get<GeocodingAnswer>(base, '/v1/search', query);
    const [found] = results ?? [];
    if (!found) return undefined;
    const { latitude, longitude, country_code: countryCode } = found;
    return { name: found.name, latitude, longitude, countryCode };
  }

  async forecast({ latitude, longitude }: Place, unit: TemperatureUnit): Promise<Forecast> {
    const query = {
      latitude: String(latitude),
      longitude: String(longitude),
      current: 'temperature_2m,weather_code,relative_humidity_2m,wind_speed_10m',
      daily:
        'weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max,wind_speed_10m_max',
      temperature_unit: unit,
      wind_speed_unit: unit === 'fahrenheit' ? 'mph' : 'kmh',
      timezone: 'auto',
      forecast_days: String(FORECAST_DAYS),
    };
    const base = this.options.forecastURL ?? FORECAST_URL;
    const { current, daily } = await this.#get<ForecastAnswer>(base, '/v1/forecast', query);
    try {
      const days = daily.time.map((date, i): DayForecast => ({
        date,
        sky: skyOf(daily.weather_code[i]),
        minDegrees: degrees(daily.temperature_2m_min[i]),
        maxDegrees: degrees(daily.temperature_2m_max[i]),
        rainPercent: daily.precipitation_probability_max?.[i] ?? undefined,
        wind: rounded(daily.wind_speed_10m_max?.[i]),
      }));
      const now = {
        degrees: degrees(current.temperature_2m),
        sky: skyOf(current.weather_code),
        humidityPercent: rounded(current.relative_humidity_2m),
        wind: rounded(current.wind_speed_10m),
      };
      return { now, days };
    } catch (error) {
      throw new WeatherError(UNREADABLE, { cause: error });
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.#http.close();
  }

  async #get<Answer>(base: string, path: string, query: Record<string, string>): Promise<Answer> {
    const url = `${base.replace(/\/$/, '')}${path}?${new URLSearchParams(query)}`;
    const signal = AbortSignal.timeout(this.options.timeoutMs ?? TIMEOUT_MS);
    let text: string | undefined;
    try {
      const response = await this.#http.fetch(url, { signal });
      if (response.status === 429) throw new WeatherError(TOO_MANY);
      if (!response.ok) throw new WeatherError(`The weather service failed with HTTP ${response.status}.`);
      text = await textUpTo(MAX_ANSWER_BYTES, response);
    } catch (error) {
      if (error instanceof WeatherError) throw error;
      throw new WeatherError(signal.aborted ? TOO_LATE : UNREACHABLE, { cause: error });
    }
    try {
      const answer = JSON.parse(text ?? '') as Answer | null;
      if (typeof answer === 'object' && answer !== null) return answer;
    } catch {
      // Reported below.
    }
    throw new WeatherError(UNREADABLE);
  }
}

const UNREACHABLE = "I can't reach the weather service. Is this computer online?";
const TOO_LATE = 'The weather service did not answer in time. Please try again later.';
const TOO_MANY = 'The weather service got too many questions today. Please try again later.';
const UNREADABLE = 'The weather service gave an answer that I do not understand.';

function degrees(value: unknown): number {
  const known = rounded(value);
  if (known === undefined) throw new TypeError('a temperature is missing');
  return known;
}

/** Plus 0, which turns minus 0 into 0. */
const rounded = (value: unknown): number | undefined =>
  typeof value === 'number' ? Math.round(value) + 0 : undefined;

const skyOf = (code: number | null | undefined): Sky | undefined =>
  SKIES.find(([codes]) => codes.includes(code ?? -1))?.[1];
