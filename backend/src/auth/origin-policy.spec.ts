import { describe, expect, it } from 'vitest';
import { isAllowedHost, isExtension } from './origin-policy.js';

describe(isExtension.name, () => {
  it.each([
    ['chrome-extension://abcdefghijklmnop', true],
    ['moz-extension://1234-5678', true],
    ['safari-web-extension://1234-5678', true],
    ['http://localhost:3000', false],
    ['https://evil.example', false],
    ['https://evil.example/chrome-extension://abc', false],
    ['chrome-extension://', false],
    ['chrome-extension://abc key k1', false],
    ['chrome-extension://abc, https://evil.example', false],
    ['chrome-extension://abc:8765', false],
    ['null', false],
    ['', false],
    ['file://', false],
    ['data:text/html,x', false],
  ])('of the origin %j is %s', (origin, expected) => expect(isExtension(origin)).toBe(expected));
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
