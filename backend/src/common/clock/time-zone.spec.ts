import { afterEach, describe, expect, it, vi } from 'vitest';
import { backendTimeZone, knownTimeZone } from './time-zone.js';

describe(knownTimeZone.name, () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['america/new_york', 'America/New_York'],
    ['UTC', 'UTC'],
  ])('knows %s as %s', (name, known) => expect(knownTimeZone(name)).toBe(known));

  it.each(['', 'Mars/Olympus', 'Etc/Unknown', 'Berlin', 'constructor', '../../etc/passwd'])(
    'does not know “%s”',
    (name) => expect(knownTimeZone(name)).toBeUndefined(),
  );
});

describe(backendTimeZone.name, () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ['Asia/Kolkata', /^Asia\/(?:Kolkata|Calcutta)$/],
    ['Pacific/Apia', /^Pacific\/Apia$/],
  ])('is the zone of the system, %s', (zone, known) => {
    vi.stubEnv('TZ', zone);
    expect(backendTimeZone()).toMatch(known);
  });

  it('is UTC on a system that names no zone', () => {
    vi.stubEnv('TZ', 'Nowhere/Nothing');
    expect(backendTimeZone()).toBe('UTC');
  });
});
