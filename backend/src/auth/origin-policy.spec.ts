import { describe, expect, it } from 'vitest';
import { clientKind, isAllowedHost } from './origin-policy.js';

describe(clientKind.name, () => {
  it.each([
    [undefined, 'program'],
    ['chrome-extension://abcdefghijklmnop', 'extension'],
    ['moz-extension://1234-5678', 'extension'],
    ['safari-web-extension://1234-5678', 'extension'],
    ['http://localhost:3000', 'page'],
    ['https://evil.example', 'page'],
    ['https://evil.example/chrome-extension://abc', 'page'],
    ['chrome-extension://', 'page'],
    ['chrome-extension://abc key k1', 'page'],
    ['chrome-extension://abc, https://evil.example', 'page'],
    ['chrome-extension://abc:8765', 'page'],
    ['null', 'page'],
    ['', 'page'],
    ['file://', 'page'],
    ['data:text/html,x', 'page'],
  ])('of the origin %j is a %s', (origin, kind) => expect(clientKind(origin)).toBe(kind));
});

describe(isAllowedHost.name, () => {
  it.each([
    undefined,
    '',
    'evil.example:8765',
    'localhost.evil.example',
    '192.168.1.5',
    '0.0.0.0:8765',
    ':',
    'a b',
    'evil.example@localhost',
    'localhost/evil.example',
    'localhost\\evil.example',
    'localhost#.evil.example',
    'localhost?.evil.example',
    '//localhost',
  ])('refuses the host %j (DNS rebinding)', (host) => {
    expect(isAllowedHost(host, [])).toBe(false);
  });

  it.each([
    ['127.0.0.1:8765', []],
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
  ])('allows the host %s with %j', (host, allowed) => {
    expect(isAllowedHost(host, allowed)).toBe(true);
  });
});
