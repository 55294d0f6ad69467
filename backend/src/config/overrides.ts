import { isObject } from './file/config-file.js';
import type { Origins } from './file/origins.js';
import { joinPath } from './file/setting-path.js';
import { found } from './problems.js';

/** Environment variables that override settings. */
const OVERRIDES = { PORT: 'port', HOST: 'host', EARSHOT_PROFILE: 'profile', EARSHOT_DATA: 'dataFolder' };

/** Those for the settings of `auth`. One overrides the other setting, too, so that no token of the file stays valid. */
const AUTH_OVERRIDES = { EARSHOT_TOKEN: 'token', EARSHOT_TOKEN_FILE: 'tokenFile' };

/** Those for settings of other parts. */
const PART_OVERRIDES = {
  EARSHOT_METRICS_PORT: ['metrics', 'port'],
  EARSHOT_METRICS_HOST: ['metrics', 'host'],
  EARSHOT_LOG: ['log', 'format'],
} as const;

/** Puts what the environment sets into the settings, and its origins. An empty variable counts as not set. */
export function override(given: Record<string, unknown>, env: NodeJS.ProcessEnv, origins: Origins): void {
  for (const [name, setting] of Object.entries(OVERRIDES)) {
    const text = env[name]?.trim();
    if (!text) continue;
    given[setting] = text;
    origins.set(setting, { source: `${found(text)} in ${name}`, whole: true, unset: false });
  }
  for (const [name, [part, setting]] of Object.entries(PART_OVERRIDES)) {
    const text = env[name]?.trim();
    if (!text || (given[part] !== undefined && !isObject(given[part]))) continue;
    given[part] = { ...given[part], [setting]: text };
    origins.set(joinPath(part, setting), { source: `${found(text)} in ${name}`, whole: true, unset: false });
  }
  const set = Object.entries(AUTH_OVERRIDES).filter(([name]) => env[name]?.trim());
  if (set.length === 0 || (given.auth !== undefined && !isObject(given.auth))) return;
  const { token: _, tokenFile: __, ...others } = given.auth ?? {};
  given.auth = {
    ...others,
    ...Object.fromEntries(set.map(([name, setting]) => [setting, env[name]!.trim()])),
  };
  for (const [name, setting] of set) {
    const what = setting === 'token' ? 'a hidden value' : found(env[name]!.trim());
    origins.set(joinPath('auth', setting), { source: `${what} in ${name}`, whole: true, unset: false });
  }
}
