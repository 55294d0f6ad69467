import { describe, expect, it } from 'vitest';
import { EarshotClient } from '../earshot-client.js';
import type { ClosedEvent } from '../events.js';
import type { WebSocketLike } from '../options.js';
import { FakeClock } from '../testing/fake-clock.js';
import { unauthorized } from '../testing/fake-prover.js';
import { fakeSockets } from '../testing/fake-socket.js';

const TOKEN = 'earshot_abcdefghijklmnopqrstuvwxyz-0123456789_ABCDE';
const URL = 'ws://127.0.0.1:1';

/** Connects, and collects everything that the client says to its caller. */
function connect(url: string, options: ConstructorParameters<typeof EarshotClient>[0]) {
  const clock = new FakeClock();
  const { sockets, WebSocket } = fakeSockets();
  const sut = new EarshotClient({ clock, WebSocket, session: {}, ...options });
  const said: string[] = [];
  const closes: ClosedEvent[] = [];
  sut.onError((error) => said.push(`${error.message} ${String(error.cause)}`));
  sut.onClose((event) => (said.push(JSON.stringify(event)), closes.push(event)));
  sut.onReconnecting((event) => said.push(JSON.stringify(event)));
  sut.connect(url);
  return { clock, sockets, sut, said, closes };
}

describe('the token of EarshotClient', () => {
  it('goes with each connection as a subprotocol, and in no message', () => {
    const { sockets, clock } = connect(URL, { token: TOKEN, random: () => 0 });
    sockets[0]!.open();
    sockets[0]!.lose();
    clock.advance(1_000);
    sockets[1]!.open();
    expect(sockets.map(({ protocols }) => protocols)).toEqual([
      ['earshot.v1', `token.${TOKEN}`],
      ['earshot.v1', `token.${TOKEN}`],
    ]);
    expect(JSON.stringify(sockets.map(({ sent }) => sent))).not.toContain(TOKEN);
  });

  it('is not offered where there is none', () => {
    expect(connect(URL, {}).sockets[0]!.protocols).toBeUndefined();
  });

  it.each(['', 'two words', 'a/b', 'a=b', 'line\nbreak', 'a,b', 'ö'])('"%s" cannot be sent', (token) => {
    expect(() => new EarshotClient({ token })).toThrow(TypeError);
  });

  it.each([
    ['in an address that is none', `http://localhost:1/?token=${TOKEN}`],
    ['in the password of an address', `ws://user:${TOKEN}@127.0.0.1:1/ws?token=${TOKEN}#${TOKEN}`],
    ['in the fragment of an address', `ws://127.0.0.1:1/#${TOKEN}`],
  ])('%s is in no error or event', (_, url) => {
    const { sockets, said, sut } = connect(url, { token: TOKEN });
    sockets[0]?.fail();
    sut.disconnect();
    expect(said.length).toBeGreaterThan(0);
    expect(said.join()).not.toContain(TOKEN);
    expect(said.join()).toContain(url.includes('localhost') ? 'localhost' : '127.0.0.1');
  });

  it('is in no error of a platform that quotes it', () => {
    class Quoting {
      constructor(url: string, protocols?: string[]) {
        throw new SyntaxError(`${url} or ${protocols?.join()} is invalid`);
      }
    }
    const WebSocket = Quoting as unknown as new () => WebSocketLike;
    const { said } = connect(URL, { token: TOKEN, WebSocket });
    expect(said.join()).toContain('is not a WebSocket address');
    expect(said.join()).not.toContain(TOKEN);
  });

  it('that the server refuses is told from other refusals', () => {
    const { sockets, closes } = connect(URL, { token: TOKEN });
    sockets[0]!.open();
    sockets[0]!.receive(unauthorized('The token is wrong.'));
    sockets[0]!.lose(1008, 'unauthorized');
    const reason = 'The token is wrong.';
    expect(closes).toMatchObject([{ code: 1008, refusal: 'unauthorized', reason, willReconnect: false }]);
  });

  it.each([
    ['another error comes before the close', { code: 'busy', close: 1008 }],
    ['the connection is lost', { code: 'unauthorized', close: 1006 }],
  ])('is not called refused when %s', (_, { code, close }) => {
    const { sockets, closes, clock } = connect(URL, { token: TOKEN });
    sockets[0]!.open();
    sockets[0]!.receive(JSON.stringify({ type: 'error', error: 'x', code, fatal: true }));
    sockets[0]!.lose(close);
    if (close === 1006) {
      clock.advance(1_000);
      sockets[1]!.open();
      sockets[1]!.lose(1008, 'Only one connection allowed');
    }
    expect(closes.at(-1)).toMatchObject({ code: 1008, willReconnect: false });
    for (const event of closes) expect(event).not.toHaveProperty('refusal');
  });
});
