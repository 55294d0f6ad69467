import type { ExecutionContext } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { EarshotConfig } from '../config/config.dto.js';
import { AccessGuard } from './access.guard.js';
import { AccessService } from './access.service.js';
import type { Credentials } from './credentials/credentials.js';
import { HttpTokens } from './http-tokens.js';
import { Lockout } from './lockout.js';
import { RequestLimit } from './request-limit.js';
import { FakeCredentials } from './testing/fake-credentials.js';

describe(AccessGuard.name, () => {
  const guard = () => {
    const credentials = new FakeCredentials();
    credentials.tokens.set('right', 'token-1');
    const access = new AccessService(
      new EarshotConfig(),
      credentials as unknown as Credentials,
      new Lockout(),
      new HttpTokens(),
    );
    return new AccessGuard(access, new RequestLimit());
  };

  /** @returns the status of the answer, 200 if the request is let in */
  function ask(sut: AccessGuard, headers: IncomingHttpHeaders): number {
    const request = {
      headers: { host: '127.0.0.1:8765', ...headers },
      socket: { remoteAddress: '127.0.0.1' },
      url: '/',
    };
    const http = { getRequest: () => request, getResponse: () => ({ setHeader: () => undefined }) };
    try {
      sut.canActivate({ switchToHttp: () => http } as unknown as ExecutionContext);
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

  it('does not count refused requests, so that a page cannot use up its visitor’s limit', () => {
    const sut = guard();
    for (let i = 0; i < 200; i++) ask(sut, { origin: 'https://evil.example' });
    expect(ask(sut, {})).toBe(200);
  });
});
