import type { EarshotConfig } from '../../config/config.dto.js';
import type { Finding } from './report.js';

const FOUND: Record<EarshotConfig['weather'], string> = {
  ask: 'Open-Meteo, asked only after the user has allowed it',
  allowed: 'Open-Meteo, asked without a question to the user',
  off: 'switched off',
};

/** Tells whether the weather service may be asked. Does not ask it. */
export function checkWeather({ weather }: Pick<EarshotConfig, 'weather'>): Finding {
  return { verdict: 'ok', what: 'Weather', found: FOUND[weather] };
}
