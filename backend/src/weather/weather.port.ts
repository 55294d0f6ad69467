/** A place that the service knows. */
export interface Place {
  name: string;
  latitude: number;
  longitude: number;
  /** ISO 3166-1 alpha-2, such as `US`. */
  countryCode: string | undefined;
}

export type TemperatureUnit = 'celsius' | 'fahrenheit';

/** `clear`, `rain`, ...: the kinds of weather that answers distinguish. */
export type Sky =
  | 'clear'
  | 'partly cloudy'
  | 'cloudy'
  | 'fog'
  | 'drizzle'
  | 'light rain'
  | 'rain'
  | 'heavy rain'
  | 'freezing rain'
  | 'snow'
  | 'thunderstorms';

export interface DayForecast {
  /** The day at the place, `2026-11-29`. */
  date: string;
  sky: Sky | undefined;
  minDegrees: number;
  maxDegrees: number;
  /** 0 to 100. */
  rainPercent: number | undefined;
  /** The strongest; in km/h with degrees Celsius, in mph with degrees Fahrenheit. */
  wind: number | undefined;
}

export interface Forecast {
  now: Pick<DayForecast, 'sky' | 'wind'> & { degrees: number; humidityPercent: number | undefined };
  /** Today first, a week in all. */
  days: readonly DayForecast[];
}

/** Why the weather is not known, as a sentence for the user. */
export class WeatherError extends Error {}

/** A weather service on the internet. It is asked only with the user's consent. */
export abstract class Weather {
  /** Its name in answers, such as `Open-Meteo`. */
  abstract readonly serviceName: string;

  /** @returns undefined if there is no such place @throws WeatherError */
  abstract find(name: string): Promise<Place | undefined>;

  /** @throws WeatherError */
  abstract forecast(place: Place, unit: TemperatureUnit): Promise<Forecast>;
}

/** The service, and whether it may be asked: if each user allows it, always, or never. */
export class WeatherAccess {
  constructor(
    readonly weather: Weather,
    readonly consent: 'ask' | 'allowed' | 'off',
  ) {}
}
