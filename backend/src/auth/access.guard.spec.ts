import { Logger, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../common/clock/clock.js';
import { EarshotConfig } from '../config/config.dto.js';
import { AccessGuard } from './access.guard.js';
import { AccessService } from './access.service.js';
import type { Credentials } from './credentials/credentials.js';
import { HttpTokens } from './http-tokens.js';
import { Lockout } from './lockout.js';
import { Public } from './public.js';
import { RequestLimit } from './request-limit.js';
import { FakeCredentials } from './testing/fake-credentials.js';

describe(AccessGuard.name, () => {
  // The limit of requests grows with time.
  beforeAll(() => void vi.spyOn(systemClock, 'now').mockReturnValue(0));
  afterAll(() => void vi.restoreAllMocks());

  const guard = () => {
    const credentials = new FakeCredentials();
    credentials.tokens.set('right', 'token-1');
    const access = new AccessService(
      new EarshotConfig(),
      credentials as unknown as Credentials,
      new Lockout(),
      new HttpTokens(),
    );
    return new AccessGuard(access, new RequestLimit(), new Reflector());
  };

  class Routes {
    guarded() {}
    @Public()
    open() {}
  }

  /** @returns the status of the answer, 200 if the request is let in */
  function ask(sut: AccessGuard, headers: IncomingHttpHeaders, route: keyof Routes = 'guarded'): number {
    const request = {
      headers: { host: '127.0.0.1:8765', ...headers },
      socket: { remoteAddress: '127.0.0.1' },
      url: '/',
    };
    const http = { getRequest: () => request, getResponse: () => ({ setHeader: () => undefined }) };
    try {
      sut.canActivate({
        switchToHttp: () => http,
        getHandler: () => Routes.prototype[route],
        getClass: () => Routes,
      } as unknown as ExecutionContext);
      return 200;
    } catch (error) {
      return (error as { getStatus(): number }).getStatus();
    }
  }

  const PROXIED = { 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer right' };

  it.each<[string, number, IncomingHttpHeaders]>([
    ['a program here', 200, {}],
    ['a client of a proxy with its token', 200, PROXIED],
    ['a client of a proxy without one', 401, { 'x-forwarded-for': '203.0.113.9' }],
    ['a wrong token', 401, { authorization: 'Bearer wrong' }],
    ['a page', 403, { origin: 'https://evil.example' }],
  ])('answers %s with %i', (_, status, headers) => {
    expect(ask(guard(), headers)).toBe(status);
  });

  it('answers too many requests of a client with 429, and still those of others behind its proxy', () => {
    const sut = guard();
    for (let i = 0; i < 100; i++) ask(sut, PROXIED);
    expect(ask(sut, PROXIED)).toBe(429);
    expect(ask(sut, { ...PROXIED, 'x-forwarded-for': '203.0.113.10' })).toBe(200);
    expect(ask(sut, {})).toBe(200);
  });

  describe('in the log', () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    beforeEach(() => warn.mockClear());
    afterAll(() => warn.mockRestore());

    it.each<[string, IncomingHttpHeaders, RegExp]>([
      [
        'a page',
        { origin: 'https://evil.example' },
        /^Refused a request: origin https:\/\/evil\.example is not/,
      ],
      ['another name', { host: 'evil.example' }, /^Refused a request: host evil\.example is neither/],
      [
        'a wrong token',
        { authorization: 'Bearer wrong' },
        /^Refused a request: a program on this computer: The token is wrong/,
      ],
    ])('says once why it has refused %s, without what was sent', (_, headers, line) => {
      const sut = guard();
      for (let i = 0; i < 50; i++) ask(sut, headers);
      expect(warn.mock.calls).toEqual([[expect.stringMatching(line)]]);
      expect(String(warn.mock.lastCall)).not.toMatch(/Bearer|secret/);
    });

    it('says that a client asks too often', () => {
      const sut = guard();
      for (let i = 0; i < 101; i++) ask(sut, PROXIED);
      expect(warn.mock.calls).toEqual([['Refused a request: 203.0.113.9: Too many requests']]);
    });

    it('says nothing of a client that looks whether there is an Earshot', () => {
      expect(ask(guard(), { origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' })).toBe(401);
      expect(warn).not.toHaveBeenCalled();
    });
  });

  it('does not count refused requests, so that a page cannot use up its visitor’s limit', () => {
    const sut = guard();
    for (let i = 0; i < 200; i++) ask(sut, { origin: 'https://evil.example' });
    expect(ask(sut, {})).toBe(200);
  });

  describe('of a public route', () => {
    it.each<[string, number, IncomingHttpHeaders]>([
      ['a program', 200, {}],
      ['a client of a proxy without a token', 200, { 'x-forwarded-for': '203.0.113.9' }],
      ['a wrong token', 200, { authorization: 'Bearer wrong' }],
      ['another name', 200, { host: '10.0.0.7:8765' }],
      ['no name', 200, { host: undefined }],
      ['an extension', 200, { origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' }],
      ['a page', 403, { origin: 'https://evil.example' }],
      ['a page with a right token', 403, { origin: 'https://evil.example', authorization: 'Bearer right' }],
      ['a frame of a page', 403, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
      ['an image of a page', 403, { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
    ])('answers %s with %i', (_, status, headers) => {
      expect(ask(guard(), headers, 'open')).toBe(status);
    });

    it('neither counts wrong tokens nor locks a client out', () => {
      const sut = guard();
      for (let i = 0; i < 20; i++) ask(sut, { ...PROXIED, authorization: 'Bearer wrong' }, 'open');
      expect(ask(sut, PROXIED)).toBe(200);
    });

    it('answers too many requests of a client with 429, apart from those for other routes', () => {
      const sut = guard();
      for (let i = 0; i < 100; i++) ask(sut, {}, 'open');
      expect(ask(sut, {}, 'open')).toBe(429);
      expect(ask(sut, {})).toBe(200);
      expect(ask(sut, { 'x-forwarded-for': '203.0.113.10' }, 'open')).toBe(200);
    });
  });
});
