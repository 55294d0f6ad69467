import { IsOptional } from 'class-validator';
import { IsApiUrl } from '../../provider-kit/provider-options.js';

export class WeatherServiceConfig {
  /** Open-Meteo's forecast API, or a server like it. Default: https://api.open-meteo.com */
  @IsOptional()
  @IsApiUrl('http', 'https')
  forecastURL?: string;

  /** Open-Meteo's geocoding API, or a server like it. Default: https://geocoding-api.open-meteo.com */
  @IsOptional()
  @IsApiUrl('http', 'https')
  geocodingURL?: string;
}
