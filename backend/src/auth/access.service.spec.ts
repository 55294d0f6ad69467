import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../common/clock/clock.js';
import { FakeClock } from '../common/clock/testing/fake-clock.js';
import { EarshotConfig } from '../config/config.dto.js';
import { AccessService, clientIdentity } from './access.service.js';
import type { Credentials } from './credentials/credentials.js';
import { HttpTokens } from './http-tokens.js';
import { Lockout } from './lockout.js';
import { FakeCredentials } from './testing/fake-credentials.js';

const EXTENSION = 'chrome-extension://abcdefghijklmnop';
const LISTED = 'http://localhost:3000';
const REMOTE = '192.168.1.7';
const PAGE = { 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'cross-site' };

const request = (headers: IncomingHttpHeaders = {}, remoteAddress = '127.0.0.1') =>
  ({
    headers: { host: '127.0.0.1:8765', ...headers },
    socket: { remoteAddress },
    url: '/',
  }) as IncomingMessage;

const withToken = (token: string) => ({ authorization: `Bearer ${token}` });

describe(AccessService.name, () => {
  let credentials: FakeCredentials;
  let httpTokens: HttpTokens;
  const rules = (config: Partial<EarshotConfig> = {}, clock?: Clock) =>
    new AccessService(
      Object.assign(new EarshotConfig(), { allowedOrigins: [LISTED], ...config }),
      credentials as unknown as Credentials,
      new Lockout(clock),
      httpTokens,
    );

  beforeEach(() => {
    credentials = new FakeCredentials();
    credentials.tokens.set('right', 'token-1');
    credentials.ofConfig = 'chosen';
    httpTokens = new HttpTokens();
  });

  it.each<[string, string, IncomingMessage]>([
    ['admitted', 'a program here', request()],
    ['admitted', 'a program here, by name', request({ host: 'localhost:8765' })],
    ['admitted', 'a listed page here', request({ origin: LISTED, ...PAGE })],
    ['unproven', 'an extension', request({ origin: EXTENSION, ...PAGE })],
    ['unproven', 'an extension elsewhere', request({ origin: EXTENSION }, REMOTE)],
    ['unproven', 'a program elsewhere', request({}, REMOTE)],
    ['unproven', 'a program behind a proxy', request({ 'x-forwarded-for': '203.0.113.9' })],
    ['unproven', 'a listed page elsewhere', request({ origin: LISTED, ...PAGE }, REMOTE)],
    ['unproven', 'a listed page behind a proxy', request({ origin: LISTED, forwarded: 'for=1.1.1.1' })],
    ['refused', 'a page on this computer', request({ origin: 'http://localhost:3001', ...PAGE })],
    ['refused', 'a page at this address', request({ origin: 'http://127.0.0.1:8765', ...PAGE })],
    ['refused', 'a page elsewhere', request({ origin: 'https://evil.example', ...PAGE })],
    ['refused', 'a page that begins like a listed one', request({ origin: `${LISTED}.evil.example` })],
    ['refused', 'a page without an origin', request({ origin: 'null' })],
    ['refused', 'another name (DNS rebinding)', request({ host: 'evil.example:8765' })],
    [
      'refused',
      'a frame of another page',
      request({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }),
    ],
    [
      'refused',
      'an image of another page',
      request({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }),
    ],
  ])('%s: %s', (kind, _, from) => {
    expect(rules().decide(from).kind).toBe(kind);
  });

  it.each<[string, IncomingMessage]>([
    ['a program', request()],
    ['a listed page', request({ origin: LISTED })],
  ])('does not admit %s here without a proof if loopback is "paired"', (_, from) => {
    const config = new EarshotConfig();
    config.auth.loopback = 'paired';
    expect(rules({ auth: config.auth }).decide(from).kind).toBe('unproven');
  });

  it('admits an extension that the config lists', () => {
    expect(rules({ allowedOrigins: [EXTENSION] }).decide(request({ origin: EXTENSION })).kind).toBe(
      'admitted',
    );
  });

  describe('with a token', () => {
    it.each<[string, IncomingHttpHeaders, string]>([
      ['a program here', {}, '127.0.0.1'],
      ['a program elsewhere', {}, REMOTE],
      ['a page elsewhere', { origin: 'https://evil.example', ...PAGE }, REMOTE],
      ['an extension', { origin: EXTENSION }, '127.0.0.1'],
    ])('admits %s if it is right', (_, headers, address) => {
      const access = rules().decide(request({ ...headers, ...withToken('right') }, address));
      expect(access).toMatchObject({ kind: 'admitted', credential: { kind: 'token', id: 'token-1' } });
    });

    it.each<[string, IncomingHttpHeaders, string, string]>([
      ['a program here, though it needs none', {}, '127.0.0.1', 'unauthorized'],
      ['a program elsewhere', {}, REMOTE, 'unauthorized'],
      ['an extension', { origin: EXTENSION }, '127.0.0.1', 'unauthorized'],
      ['a listed page', { origin: LISTED }, '127.0.0.1', 'unauthorized'],
      ['another page', { origin: 'https://evil.example' }, REMOTE, 'refused'],
    ])('does not admit %s if it is wrong', (_, headers, address, kind) => {
      const access = rules().decide(request({ ...headers, ...withToken('wrong') }, address));
      expect(access.kind).toBe(kind);
      expect(JSON.stringify(access)).not.toContain('"wrong"');
    });

    it('refuses a right one for another name', () => {
      expect(rules().decide(request({ host: 'evil.example', ...withToken('right') })).kind).toBe('refused');
    });

    it('admits one that a proven client got for HTTP, as long as its key is valid', () => {
      const credential = { kind: 'key', id: 'k1' } as const;
      credentials.keys.set('k1', { origin: EXTENSION, key: Buffer.alloc(32) });
      const headers = { origin: EXTENSION, ...withToken(httpTokens.issue(credential)) };
      expect(rules().decide(request(headers))).toMatchObject({ kind: 'admitted', credential });
      credentials.keys.clear();
      expect(rules().decide(request(headers)).kind).toBe('unauthorized');
    });

    it.each<[string, string, IncomingHttpHeaders, string]>([
      ['a program here', 'unauthorized', {}, '127.0.0.1'],
      ['a program elsewhere', 'unauthorized', {}, REMOTE],
      ['the extension', 'unauthorized', { origin: EXTENSION }, '127.0.0.1'],
      ['a page', 'refused', { origin: 'https://evil.example' }, '127.0.0.1'],
    ])('opens no connection for %s with one for HTTP', (_, kind, headers, address) => {
      credentials.keys.set('k1', { origin: EXTENSION, key: Buffer.alloc(32) });
      const token = httpTokens.issue({ kind: 'key', id: 'k1' });
      expect(rules().decideUpgrade(request({ ...headers, ...withToken(token) }, address)).kind).toBe(kind);
    });

    it('makes a client that guesses wait, even with the config’s token, and no others', () => {
      const sut = rules();
      const ask = (token: string, address = REMOTE) => sut.decide(request(withToken(token), address));
      for (let i = 0; i < 5; i++) ask('wrong');
      expect(ask('chosen')).toMatchObject({
        kind: 'unauthorized',
        error: expect.stringMatching(/Try again in/),
      });
      expect(ask('chosen'), 'as a wrong one').toEqual(ask('wrong'));
      expect(ask('chosen', '192.168.1.8').kind).toBe('admitted');
      for (let i = 0; i < 50; i++) ask('wrong', '127.0.0.1');
      expect(ask('chosen', '127.0.0.1').kind).toBe('admitted');
      expect(sut.decide(request()).kind).toBe('admitted');
    });

    it('admits one that Earshot made during a lock-out, which lasts as long as without it', () => {
      const clock = new FakeClock();
      const sut = rules({}, clock);
      const ask = (token: string) => sut.decide(request(withToken(token), REMOTE)).kind;
      for (let i = 0; i < 5; i++) ask('wrong');
      expect([ask('right'), ask('chosen')]).toEqual(['admitted', 'unauthorized']);
      clock.advance(999);
      expect([ask('right'), ask('chosen')]).toEqual(['admitted', 'unauthorized']);
      clock.advance(1);
      ask('wrong');
      clock.advance(1_999);
      expect(ask('chosen'), 'within the second wait').toBe('unauthorized');
      clock.advance(1);
      expect(ask('chosen')).toBe('admitted');
    });

    it('does not reset the count of wrong tokens when one that Earshot made is right', () => {
      const sut = rules();
      const ask = (token: string) => sut.decide(request(withToken(token), REMOTE)).kind;
      for (let i = 0; i < 5; i++) {
        ask('wrong');
        ask('right');
      }
      expect(ask('chosen')).toBe('unauthorized');
    });

    it('resets the count when the config’s token is right', () => {
      const sut = rules();
      const ask = (token: string) => sut.decide(request(withToken(token), REMOTE)).kind;
      for (const token of ['wrong', 'wrong', 'wrong', 'wrong', 'chosen', 'wrong']) ask(token);
      expect(ask('chosen')).toBe('admitted');
    });

    it('does not make a client wait longer that tries again too early', () => {
      const clock = new FakeClock();
      const sut = rules({}, clock);
      const ask = (token: string) => sut.decide(request(withToken(token), REMOTE));
      for (let i = 0; i < 5; i++) ask('wrong');
      for (let i = 0; i < 20; i++) ask(i % 2 === 0 ? 'chosen' : 'wrong');
      clock.advance(1_000);
      expect(ask('chosen').kind).toBe('admitted');
    });

    it.each<[string, string, (i: number) => string]>([
      ['a page here', '127.0.0.1', () => 'https://evil.example'],
      ['a page elsewhere', REMOTE, () => 'https://evil.example'],
      ['a program elsewhere that claims to be many pages', REMOTE, (i) => `https://${i}.example`],
      ['a program elsewhere that claims to be no page', REMOTE, () => 'null'],
    ])('makes %s wait that guesses', (_, address, originOf) => {
      const sut = rules();
      const ask = (i: number, token: string) =>
        sut.decide(request({ origin: originOf(i), ...withToken(token) }, address)).kind;
      expect([ask(0, 'chosen'), ask(0, 'right')]).toEqual(['admitted', 'admitted']);
      for (let i = 0; i < 5; i++) ask(i, 'wrong');
      expect([ask(5, 'chosen'), ask(5, 'right')]).toEqual(['refused', 'admitted']);
    });

    it('does not let a page here make other pages wait', () => {
      const sut = rules();
      for (let i = 0; i < 50; i++)
        sut.decide(request({ origin: 'https://evil.example', ...withToken('wrong') }));
      expect(sut.decide(request({ origin: 'https://good.example', ...withToken('chosen') })).kind).toBe(
        'admitted',
      );
    });

    it('does not let a page lock its visitor out', () => {
      const sut = rules();
      const page = { origin: 'https://evil.example', ...withToken('wrong') };
      for (let i = 0; i < 50; i++) sut.decide(request(page, REMOTE));
      expect(sut.decide(request(withToken('chosen'), REMOTE)).kind).toBe('admitted');
    });
  });
});

describe(clientIdentity.name, () => {
  const key = { kind: 'key', id: 'k1' } as const;
  const token = { kind: 'token', id: 't1' } as const;

  it.each([
    ['the origin, on this computer', EXTENSION, true, key, EXTENSION],
    ['the origin of a page that needs none', LISTED, true, undefined, LISTED],
    ['the token, whatever origin is claimed with it', EXTENSION, true, token, `${EXTENSION} token t1`],
    ['that of no other client that is claimed', 'token t2', true, token, 'token t2 token t1'],
    ['the key, elsewhere', EXTENSION, false, key, `${EXTENSION} key k1`],
    ['the token of a program', '', true, token, 'token t1'],
    ['the token of a page without an origin', 'null', false, token, 'token t1'],
    ['unknown for a program', '', true, undefined, undefined],
    ['unknown for a page without an origin', 'null', true, undefined, undefined],
  ])('is %s', (_, origin, isLocal, credential, identity) => {
    expect(clientIdentity({ origin, isLocal }, credential)).toBe(identity);
  });
});
