import { afterEach, describe, expect, it, vi } from 'vitest';
import { proxyFor } from './proxy.js';

afterEach(() => vi.unstubAllEnvs());

const proxyWith = (env: Record<string, string>, address: string) => {
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return proxyFor(address)?.href;
};

const P = 'http://proxy.test:3128/';

describe(proxyFor.name, () => {
  it.each([
    ['https', { HTTPS_PROXY: P }, 'https://api.openai.com/v1', P],
    ['a WebSocket over TLS', { HTTPS_PROXY: P }, 'wss://api.deepgram.com/v1/listen', P],
    ['lower case', { https_proxy: P }, 'https://api.openai.com', P],
    ['http', { HTTP_PROXY: P }, 'http://models.lan:11434/v1', P],
    ['a plain WebSocket', { HTTP_PROXY: P }, 'ws://models.lan:8080', P],
    ['everything', { ALL_PROXY: P }, 'https://api.anthropic.com', P],
    ['a proxy without a protocol', { HTTPS_PROXY: 'proxy.test:3128' }, 'https://api.openai.com', P],
    ['a password', { HTTPS_PROXY: 'http://me:pw@proxy.test' }, 'https://a.com', 'http://me:pw@proxy.test/'],
    [
      'a proxy that speaks TLS',
      { HTTPS_PROXY: 'https://proxy.test' },
      'https://a.com',
      'https://proxy.test/',
    ],
    ['another host in NO_PROXY', { HTTPS_PROXY: P, NO_PROXY: 'b.com' }, 'https://a.com', P],
    ['a name that only begins like loopback', { HTTPS_PROXY: P }, 'https://localhost.example.com', P],
  ])('is used for %s', (_what, env, address, proxy) => {
    expect(proxyWith(env, address)).toBe(proxy);
  });

  it.each([
    ['no variable', {}, 'https://api.openai.com'],
    ['the other protocol', { HTTP_PROXY: P }, 'https://api.openai.com'],
    ['NO_PROXY', { HTTPS_PROXY: P, NO_PROXY: 'api.openai.com' }, 'https://api.openai.com'],
    [
      'NO_PROXY in lower case',
      { HTTPS_PROXY: P, no_proxy: 'a.com,api.openai.com' },
      'https://api.openai.com',
    ],
    ['a domain in NO_PROXY', { HTTPS_PROXY: P, NO_PROXY: '.openai.com' }, 'wss://api.openai.com'],
    ['a wildcard', { HTTPS_PROXY: P, NO_PROXY: '*' }, 'https://api.openai.com'],
    ['localhost', { HTTP_PROXY: P, ALL_PROXY: P }, 'http://localhost:11434/v1'],
    ['127.0.0.1', { HTTP_PROXY: P }, 'ws://127.0.0.1:8765'],
    ['127.1.2.3', { HTTP_PROXY: P }, 'http://127.1.2.3'],
    ['::1', { HTTP_PROXY: P }, 'http://[::1]:1234'],
    ['a value that is no address', { HTTPS_PROXY: 'http://' }, 'https://api.openai.com'],
    ['a protocol that is not supported', { HTTPS_PROXY: 'socks5://proxy.test' }, 'https://api.openai.com'],
  ])('is not used for %s', (_what, env, address) => {
    expect(proxyWith(env, address)).toBeUndefined();
  });
});
