import { describe, expect, it, vi } from 'vitest';
import type { EarshotClientOptions } from '../options.js';
import { AUTH, authorized, challenge, KEY, ORIGIN, prove, settled } from '../testing/fake-prover.js';
import { names, refused, setUp, URL } from '../testing/proving-client.js';

describe('the key of EarshotClient', () => {
  it('is asked for by address, and without one there is no attempt', async () => {
    const keyFor = vi.fn(() => Promise.resolve(null));
    const { sut, sockets, closes } = setUp({ auth: { origin: ORIGIN, keyFor } });
    sut.connect(URL);
    await settled();
    expect(keyFor).toHaveBeenCalledWith(URL);
    expect(sockets).toEqual([]);
    expect(closes).toEqual([refused('no_key')]);
    sut.setAuth(AUTH);
    sut.retryNow();
    await settled();
    sockets[0]!.open();
    await prove(sockets[0]!);
    expect(sut.state).toBe('open');
  });

  it.each<[string, EarshotClientOptions['auth']]>([
    ['read', { origin: ORIGIN, keyFor: () => Promise.reject(new Error('no database')) }],
    [
      'used',
      {
        origin: ORIGIN,
        keyFor: () => Promise.resolve({ id: 'k', sign: () => Promise.reject(new Error('no crypto')) }),
      },
    ],
  ])('that cannot be %s is an error, and the client tries again', async (what, auth) => {
    const { sut, sockets, log, closes } = setUp({ auth });
    sut.connect(URL);
    await settled();
    sockets[0]?.open();
    if (sockets[0]) sockets[0].receive(challenge(sockets[0]));
    await settled();
    expect(log).toEqual([`error The key cannot be ${what}.`]);
    expect(closes).toMatchObject([{ code: 1006, willReconnect: true }]);
  });

  it('may be given by an object of a class', async () => {
    class Keys {
      readonly origin = ORIGIN;
      readonly #key = KEY;
      keyFor() {
        return Promise.resolve(this.#key);
      }
    }
    const { sut, ask } = setUp({ auth: new Keys() });
    await prove(await ask());
    expect(sut.state).toBe('open');
  });

  it('that comes after disconnect() opens no socket', async () => {
    const { sut, sockets, closes } = setUp();
    sut.connect(URL);
    sut.disconnect();
    await settled();
    expect(sockets).toEqual([]);
    expect(closes).toMatchObject([{ intended: true }]);
  });

  it('that never comes ends the attempt at the timeout', async () => {
    const { sut, sockets, closes, clock } = setUp({
      auth: { origin: ORIGIN, keyFor: () => new Promise(() => undefined) },
    });
    sut.connect(URL);
    await settled();
    clock.advance(10_000);
    expect(sockets).toEqual([]);
    expect(closes).toMatchObject([{ code: 1006, willReconnect: true }]);
  });

  it.each(['server', 'client'])('that signs after another connect() sends nothing (%s)', async (role) => {
    const signatures: (() => void)[] = [];
    const sign = async (text: string) => {
      if (text.startsWith(`earshot|${role}`)) await new Promise<void>((resolve) => signatures.push(resolve));
      return KEY.sign(text);
    };
    const { sut, sockets, log, closes, clock, ask } = setUp({
      auth: { origin: ORIGIN, keyFor: () => Promise.resolve({ id: 'key-1', sign }) },
    });
    const first = await ask();
    first.receive(challenge(first));
    await settled();
    expect(signatures).toHaveLength(1);
    sut.disconnect();
    const second = await ask();
    signatures[0]!();
    await settled();
    first.receive(authorized());
    expect([names(first), names(second), log]).toEqual([['auth'], ['auth'], []]);
    expect(closes).toMatchObject([{ intended: true }]);
    expect(sockets).toHaveLength(2);
    clock.advance(10_000);
    expect(closes.at(-1), 'the second server is not proven').toEqual(refused('no_proof'));
  });
});
