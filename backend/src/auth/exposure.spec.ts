import { describe, expect, it } from 'vitest';
import { exposureWarning } from './exposure.js';

describe(exposureWarning.name, () => {
  it.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1'])('is silent on %s', (host) => {
    expect(exposureWarning({ host, allowedHosts: [] })).toBeNull();
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'voice.example.com'])('warns on %s', (host) => {
    expect(exposureWarning({ host, allowedHosts: [] })).toMatch(/other computers .* "allowedHosts"/);
    expect(exposureWarning({ host, allowedHosts: ['voice.lan'] })).toContain(
      `requests for voice.lan, ${host} and loopback names only`,
    );
  });
});
