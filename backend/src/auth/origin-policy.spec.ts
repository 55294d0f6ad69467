import { describe, expect, it } from 'vitest';
import { clientIdentity, originRefusal } from './origin-policy.js';

const policy = { allowedOrigins: ['https://voice.example.com'], loopbackOnly: true };
const host = '127.0.0.1:8765';

describe(originRefusal.name, () => {
  it.each([
    [undefined],
    ['chrome-extension://abcdefghijklmnop'],
    ['moz-extension://1234-5678'],
    ['http://localhost:3000'],
    ['http://127.0.0.1'],
    ['http://[::1]:5173'],
    ['https://voice.example.com'],
  ])('allows %s', (origin) => {
    expect(originRefusal(origin, host, policy)).toBeNull();
  });

  it.each([
    ['https://evil.example'],
    ['null'],
    [''],
    ['file://'],
    ['http://localhost.evil.example'],
    ['http://127.0.0.1.evil.example'],
    ['https://voice.example.com.evil.example'],
    ['chrome-extension://'],
    ['data:text/html,x'],
  ])('refuses %j', (origin) => {
    expect(originRefusal(origin, host, policy)).toMatch(/origin/);
  });

  it('refuses another host name on a loopback server (DNS rebinding)', () => {
    expect(originRefusal(undefined, 'evil.example:8765', policy)).toMatch(/host/);
    expect(originRefusal(undefined, undefined, policy)).toMatch(/host/);
    expect(originRefusal(undefined, 'localhost:8765', policy)).toBeNull();
    expect(originRefusal(undefined, 'voice.example.com', { ...policy, loopbackOnly: false })).toBeNull();
  });
});

describe(clientIdentity.name, () => {
  it.each([
    ['chrome-extension://abcdefghijklmnop', 'chrome-extension://abcdefghijklmnop'],
    ['https://voice.example.com', 'https://voice.example.com'],
    [undefined, undefined],
    ['null', undefined],
  ])('of a client with the origin %s is %s', (origin, identity) => {
    expect(clientIdentity(origin)).toBe(identity);
  });
});
