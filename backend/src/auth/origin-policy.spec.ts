import { describe, expect, it } from 'vitest';
import { clientIdentity, originRefusal } from './origin-policy.js';

const policy = { allowedOrigins: ['https://voice.example.com'], allowedHosts: [] as string[] };
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

  it.each([
    undefined,
    '',
    'evil.example:8765',
    'localhost.evil.example',
    '192.168.1.5',
    '0.0.0.0:8765',
    ':',
    'a b',
  ])('refuses the host %j (DNS rebinding)', (other) => {
    expect(originRefusal(undefined, other, policy)).toMatch(/host/);
  });

  it.each([
    ['localhost:8765', []],
    ['[::1]:8765', []],
    ['ear.localhost:8765', []],
    ['voice.example.com', ['voice.example.com']],
    ['VOICE.example.com:8765', ['Voice.Example.com']],
    ['192.168.1.5:8765', ['192.168.1.5']],
    ['[fd00::5]:8765', ['fd00::5']],
    ['[fd00::5]', ['[fd00::5]']],
    ['[fd00::5]', ['FD00:0:0::0005']],
    ['xn--bcher-kva.example:8765', ['Bücher.example']],
    ['voice.lan:9000', ['voice.lan:8765']],
  ])('allows the host %s with %j', (other, allowedHosts) => {
    expect(originRefusal(undefined, other, { ...policy, allowedHosts })).toBeNull();
  });
});

describe(clientIdentity.name, () => {
  const extension = 'chrome-extension://abcdefghijklmnop';

  it.each([
    [extension, '127.0.0.1', extension],
    [extension, '::1', extension],
    [extension, '::ffff:127.0.0.1', extension],
    ['https://voice.example.com', '127.0.0.1', 'https://voice.example.com'],
    [undefined, '127.0.0.1', undefined],
    ['null', '127.0.0.1', undefined],
    ['null', '192.168.1.7', undefined],
  ])('of a client with the origin %s at %s is %s', (origin, address, identity) => {
    expect(clientIdentity(origin, address)).toBe(identity);
  });

  it('is another one on every other computer, however it connects', () => {
    const addresses = ['127.0.0.1', '192.168.1.7', '192.168.1.8', 'fd00::5', undefined];
    expect(new Set(addresses.map((address) => clientIdentity(extension, address))).size).toBe(
      addresses.length,
    );
    expect(clientIdentity(extension, '::ffff:192.168.1.7')).toBe(clientIdentity(extension, '192.168.1.7'));
  });
});
