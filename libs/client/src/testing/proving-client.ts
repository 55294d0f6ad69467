import { EarshotClient } from '../earshot-client.js';
import type { ClosedEvent } from '../events.js';
import type { EarshotClientOptions } from '../options.js';
import { FakeClock } from './fake-clock.js';
import { AUTH, settled } from './fake-prover.js';
import { fakeSockets, type FakeSocket } from './fake-socket.js';
import { SESSION_START } from './messages.js';

export const URL = 'ws://127.0.0.1:1';
/** What the client has sent: the names of its commands, and `audio`. */
export const names = ({ sent }: FakeSocket) => sent.map(({ name }) => name ?? 'audio');

/** A client with a key, on fake sockets, and what it tells its caller. */
export function setUp(options: EarshotClientOptions = {}) {
  const clock = new FakeClock();
  const { sockets, WebSocket } = fakeSockets();
  const given = { clock, WebSocket, random: () => 0, session: SESSION_START, auth: AUTH, ...options };
  const sut = new EarshotClient(given);
  const log: string[] = [];
  const closes: ClosedEvent[] = [];
  sut.onOpen(() => log.push('open'));
  sut.onMessage(({ type }) => log.push(`message ${type}`));
  sut.onError(({ message }) => log.push(`error ${message}`));
  sut.onClose((event) => closes.push(event));
  /** Connects, up to the client's `auth`. */
  const ask = async (): Promise<FakeSocket> => {
    sut.connect(URL);
    await settled();
    sockets.at(-1)!.open();
    return sockets.at(-1)!;
  };
  return { clock, sockets, sut, log, closes, ask };
}

/** The close event of an attempt that ended by mistrust. */
export const refused = (refusal: ClosedEvent['refusal'], reason = '') => ({
  code: 1008,
  reason,
  refusal,
  intended: false,
  willReconnect: false,
});
