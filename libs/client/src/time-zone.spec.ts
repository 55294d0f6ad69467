import { afterEach, describe, expect, it, vi } from 'vitest';
import { EarshotClient } from './earshot-client.js';
import type { EarshotClientOptions } from './options.js';
import { FakeClock } from './testing/fake-clock.js';
import { fakeSockets } from './testing/fake-socket.js';
import { sessionMessage } from './testing/messages.js';

const travelTo = (timeZone: string) =>
  vi
    .spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions')
    .mockReturnValue({ timeZone } as Intl.ResolvedDateTimeFormatOptions);

describe('the time zone that a client sends', () => {
  afterEach(() => vi.restoreAllMocks());

  function connect(session: EarshotClientOptions['session'] = { client: 'test' }) {
    const clock = new FakeClock();
    const { sockets, WebSocket } = fakeSockets();
    const sut = new EarshotClient({ clock, WebSocket, heartbeatIntervalMs: 0, session });
    sut.connect('ws://127.0.0.1:1');
    const begin = () => {
      const socket = sockets.at(-1)!;
      socket.open();
      socket.receive(sessionMessage());
      return socket;
    };
    return { clock, begin };
  }

  it('is the zone of the system, asked anew at each connection', () => {
    travelTo('Europe/Berlin');
    const { clock, begin } = connect();
    const first = begin();
    expect(first.sent[0]).toMatchObject({ data: { client: 'test', time_zone: 'Europe/Berlin' } });
    travelTo('Asia/Tokyo');
    first.lose();
    clock.advance(1_000);
    expect(begin().sent[0]).toMatchObject({ data: { resume_token: 'token-s1', time_zone: 'Asia/Tokyo' } });
  });

  it('is the one that the caller chooses', () => {
    travelTo('Europe/Berlin');
    const { begin } = connect({ time_zone: 'Pacific/Apia' });
    expect(begin().sent[0]).toMatchObject({ data: { time_zone: 'Pacific/Apia' } });
  });

  it('is left out if the system names none', () => {
    travelTo('Etc/Unknown');
    expect(connect().begin().sent[0]).toEqual({
      type: 'cmd',
      name: 'session_start',
      data: { client: 'test' },
    });
  });
});
