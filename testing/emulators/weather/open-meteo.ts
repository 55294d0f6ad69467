import { LoopbackServer } from '../../loopback-server.js';

/** A city that the emulator knows, with the weather there. */
export interface EmulatedCity {
  name: string;
  country_code: string;
  celsius: number;
  /** WMO code of today's and all later days' weather. */
  code: number;
  rainPercent: number;
}

/** Open-Meteo's `v1/search` and `v1/forecast`, in the shapes of their documentation. */
export class OpenMeteoEmulator implements AsyncDisposable {
  readonly requests: URL[] = [];
  /** Answers instead of the service: a status, a text, or nothing at all. */
  misbehave: { status: number; body: string } | 'hang' | undefined;
  #server: LoopbackServer | undefined;

  /** @param today the first day of forecasts, `2026-11-29` */
  constructor(
    private readonly cities: readonly EmulatedCity[],
    private readonly today: string,
  ) {}

  async start(): Promise<this> {
    this.#server = await LoopbackServer.start({
      http: (_request, response, url) => {
        this.requests.push(url);
        if (this.misbehave === 'hang') return;
        const { status, body } = this.misbehave ?? this.#answer(url);
        response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body);
      },
    });
    return this;
  }

  get baseURL(): string {
    return `http://${this.#server!.address}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
  }

  #answer(url: URL): { status: number; body: string } {
    const { searchParams: query } = url;
    if (url.pathname === '/v1/search') return ok(this.#search(query));
    if (url.pathname === '/v1/forecast') return this.#forecast(query);
    return { status: 404, body: JSON.stringify({ error: true, reason: 'Not Found' }) };
  }

  #search(query: URLSearchParams) {
    const name = query.get('name')!.toLowerCase();
    const results = this.cities.flatMap((city, id) =>
      city.name.toLowerCase() === name
        ? [{ id, name: city.name, latitude: 10 + id, longitude: 20 + id, country_code: city.country_code }]
        : [],
    );
    return { ...(results.length > 0 && { results }), generationtime_ms: 0.5 };
  }

  #forecast(query: URLSearchParams) {
    const city = this.cities[Number(query.get('latitude')) - 10];
    if (!city)
      return { status: 400, body: JSON.stringify({ error: true, reason: 'Latitude must be in range.' }) };
    const isFahrenheit = query.get('temperature_unit') === 'fahrenheit';
    const degrees = (celsius: number) => (isFahrenheit ? celsius * 1.8 + 32 : celsius);
    const days = Array.from({ length: Number(query.get('forecast_days') ?? 7) }, (_, i) => i);
    const dateOf = (i: number) =>
      new Date(Date.parse(this.today) + i * 86_400_000).toISOString().slice(0, 10);
    return ok({
      latitude: Number(query.get('latitude')),
      longitude: Number(query.get('longitude')),
      current: {
        time: `${this.today}T09:00`,
        interval: 900,
        temperature_2m: degrees(city.celsius),
        weather_code: city.code,
        relative_humidity_2m: 60,
        wind_speed_10m: 20,
      },
      daily: {
        time: days.map(dateOf),
        weather_code: days.map(() => city.code),
        temperature_2m_max: days.map((i) => degrees(city.celsius + i)),
        temperature_2m_min: days.map((i) => degrees(city.celsius - 5 + i)),
        precipitation_probability_max: days.map(() => city.rainPercent),
        wind_speed_10m_max: days.map(() => 20),
      },
    });
  }
}

const ok = (answer: object) => ({ status: 200, body: JSON.stringify(answer) });
