import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { bearerToken, chosenSubprotocol, isLocal, lockAddress } from './request-source.js';

const request = (headers: IncomingHttpHeaders, remoteAddress = '127.0.0.1', url = '/') =>
  ({ headers: { host: 'localhost:8765', ...headers }, socket: { remoteAddress }, url }) as IncomingMessage;

describe(isLocal.name, () => {
  it.each(['127.0.0.1', '127.3.2.1', '::1', '::ffff:127.0.0.1'])('is true of a program at %s', (address) => {
    expect(isLocal(request({}, address))).toBe(true);
  });

  it.each<[string, IncomingHttpHeaders, string?]>([
    ['another address', {}, '192.168.1.7'],
    ['an address that looks like loopback', {}, '::ffff:192.168.1.7'],
    ['a name of the network', { host: 'voice.lan:8765' }],
    ['no host', { host: undefined }],
    ['a proxy that says for which client', { 'x-forwarded-for': '127.0.0.1' }],
    ['a proxy that says for which host', { 'x-forwarded-host': 'localhost' }],
    ['a proxy that says how', { 'x-forwarded-proto': 'https' }],
    ['a proxy of the standard', { forwarded: 'for=127.0.0.1' }],
    ['an old proxy', { 'x-real-ip': '127.0.0.1' }],
    ['a proxy that only names itself', { via: '1.1 proxy' }],
    ['a header without a value', { 'x-forwarded-for': '' }],
  ])('is false with %s', (_, headers, address) => {
    expect(isLocal(request(headers, address))).toBe(false);
  });
});

describe(lockAddress.name, () => {
  it.each<[string, IncomingHttpHeaders, string, string | undefined]>([
    ['a program on this computer', {}, '127.0.0.1', undefined],
    ['another computer', {}, '192.168.1.7', '192.168.1.7'],
    ['another computer, seen by a server for IPv6', {}, '::ffff:192.168.1.7', '192.168.1.7'],
    ['a network of IPv6', {}, '2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
    ['the same network, shortened elsewhere', {}, '2001:db8:1:2::', '2001:db8:1:2'],
    ['a short address of IPv6', {}, '2001:db8::7', '2001:db8:0:0'],
    ['a client of a proxy', { 'x-forwarded-for': '203.0.113.9' }, '127.0.0.1', '203.0.113.9'],
    [
      'a client that claims another address',
      { 'x-forwarded-for': '1.1.1.1, 203.0.113.9' },
      '::1',
      '203.0.113.9',
    ],
    ['a client with its port', { 'x-forwarded-for': '203.0.113.9:5123' }, '127.0.0.1', '203.0.113.9'],
    [
      'a client as the standard names it',
      { forwarded: 'for=1.1.1.1, for="[2001:db8::7]:5123";proto=https' },
      '127.0.0.1',
      '2001:db8:0:0',
    ],
    ['a proxy that names no client', { via: '1.1 proxy' }, '127.0.0.1', 'proxy'],
    ['a name of this computer in the network', { host: 'voice.lan' }, '127.0.0.1', 'proxy'],
  ])('of %s', (_, headers, address, expected) => {
    expect(lockAddress(request(headers, address))).toBe(expected);
  });

  it('has a limited length, whatever a header says', () => {
    const endless = 'x'.repeat(10_000);
    expect(lockAddress(request({ 'x-forwarded-for': endless }))!.length).toBeLessThanOrEqual(100);
  });
});

describe(bearerToken.name, () => {
  it.each<[string, IncomingHttpHeaders, string, string | undefined]>([
    ['a header', { authorization: 'Bearer abc' }, '/', 'abc'],
    ['a header in small letters', { authorization: 'bearer  abc' }, '/', 'abc'],
    ['a subprotocol', { 'sec-websocket-protocol': 'earshot.v1, token.abc' }, '/', 'abc'],
    ['the address', {}, '/ws?x=1&token=a%2Bc#token=no', 'a+c'],
    ['the header before the address', { authorization: 'Bearer abc' }, '/?token=def', 'abc'],
    ['an empty parameter', {}, '/?token=', ''],
    ['another scheme', { authorization: 'Basic abc' }, '/', undefined],
    ['no token', { 'sec-websocket-protocol': 'earshot.v1' }, '/ws?tokens=1', undefined],
  ])('reads %s', (_, headers, url, token) => {
    expect(bearerToken(request(headers, '127.0.0.1', url))).toBe(token);
  });
});

describe(chosenSubprotocol.name, () => {
  it.each([
    [['earshot.v1', 'token.abc'], 'earshot.v1'],
    [['token.abc', 'earshot.v1'], 'earshot.v1'],
    [['token.abc'], false],
    [['chat'], false],
  ])('of %j is %s', (offered, chosen) => expect(chosenSubprotocol(new Set(offered))).toBe(chosen));
});
