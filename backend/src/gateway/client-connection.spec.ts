import { FakeClock } from '../common/clock/testing/fake-clock.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorMessage } from '#protocol';
import { rateLimited } from '../common/telemetry/channels.js';
import { collect } from '../common/telemetry/testing/collect.js';
import type { SessionService } from '../session/session.service.js';
import type { Session } from '../session/session.js';
import { FakeSocket } from '../session/testing/test-session.js';
import { ClientConnection, type ConnectionAccess } from './client-connection.js';
import { COMMANDS } from './commands/index.js';
import { GRAPH } from './testing/test-graph.js';

const MIB = 1024 * 1024;

const ADMITTED = { isAdmitted: () => true } as ConnectionAccess;

const command = (name: string, data: object): Buffer =>
  Buffer.from(JSON.stringify({ type: 'cmd', name, data }));

describe(ClientConnection.name, () => {
  const session = {
    timeZone: 'Asia/Kolkata',
    isAttachedTo: () => true,
    updateConfig: vi.fn(),
    offers: { pageContext: vi.fn(), toolResult: vi.fn(), unusableToolResult: vi.fn() },
  };
  const sessions = {
    full: false,
    isEnding: false,
    start: vi.fn((_graph, _socket, _settings, prepare: (started: Session) => void) => {
      prepare(session as unknown as Session);
      return session;
    }),
    resume: vi.fn(() => session),
  };
  let clock: FakeClock;
  let socket: FakeSocket;
  let sut: ClientConnection;
  const errors = () => socket.received.filter((message): message is ErrorMessage => message.type === 'error');

  beforeEach(() => {
    vi.clearAllMocks();
    clock = new FakeClock();
    socket = new FakeSocket();
    sut = new ClientConnection(socket, sessions as unknown as SessionService, GRAPH, ADMITTED, clock);
  });

  it('tells the session of a result that it refuses: the call would wait for another one', () => {
    sut.frame(command('tool_result', { call_id: 'a', result: 'x'.repeat(500_000) }));
    sut.frame(command('session_start', {}));
    expect(session.offers.unusableToolResult).not.toHaveBeenCalled();
    sut.frame(command('tool_result', { call_id: 'a', result: 'x'.repeat(500_000) }));
    sut.frame(command('tool_result', { call_id: 'b', result: { ok: true } }));
    expect(session.offers.unusableToolResult).toHaveBeenCalledExactlyOnceWith('a');
    expect(session.offers.toolResult).toHaveBeenCalledOnce();
    expect(errors().at(-1)).toMatchObject({
      code: 'invalid_message',
      error: expect.stringContaining('500000'),
    });
  });

  it('limits the bytes to a burst, then to a rate', () => {
    using told = collect(rateLimited);
    const large = Buffer.alloc(MIB, ' ');
    for (let i = 0; i < 5; i++) sut.frame(large);
    expect(told.messages).toEqual([{ kind: 'bytes' }]);
    const codes = errors().map(({ code }) => code);
    expect(codes).toEqual([...Array<string>(4).fill('invalid_json'), 'rate_limited']);
    clock.advance(2_000);
    sut.frame(large);
    expect(errors().at(-1)!.code, 'after the time in which 1 MiB is allowed again').toBe('invalid_json');
  });

  it('accepts 15 s of audio at once', () => {
    using told = collect(rateLimited);
    const audio = vi.fn();
    sessions.start.mockReturnValueOnce({ ...session, audio } as never);
    const second = Buffer.from(JSON.stringify({ audio: Buffer.alloc(32_000).toString('base64') }));
    for (let i = 0; i < 16; i++) sut.frame(second);
    expect(audio).toHaveBeenCalledTimes(15);
    expect(errors().map(({ code }) => code)).toEqual(['rate_limited']);
    expect(told.messages).toEqual([{ kind: 'audio' }]);
  });

  it('does not validate commands beyond the limit', () => {
    using told = collect(rateLimited);
    const { dto } = COMMANDS.ping;
    // A command is validated by its DTO.
    using validations = vi.spyOn(COMMANDS.ping, 'dto', 'get').mockReturnValue(dto);
    for (let i = 0; i < 250; i++) sut.frame(command('ping', { t: i }));
    expect(validations).toHaveBeenCalledTimes(200);
    expect(told.messages).toEqual(Array(50).fill({ kind: 'messages' }));
    expect(errors().map(({ code }) => code)).toEqual(['rate_limited']);
  });

  it('counts refused commands and commands whose handler throws', () => {
    session.updateConfig.mockImplementation(() => {
      throw new Error('a fault');
    });
    sut.frame(command('session_start', {}));
    for (let i = 0; i < 99; i++) {
      expect(() => sut.frame(command('update_config', {}))).toThrow('a fault');
      sut.frame(command('text_input', { text: 5 }));
    }
    sut.frame(command('ping', { t: 1 }));
    session.updateConfig.mockReset();
    sut.frame(command('update_config', {}));
    expect(session.updateConfig).not.toHaveBeenCalled();
    expect(errors().at(-1)!.code).toBe('rate_limited');
  });

  it.each([{}, { resume_token: 'token' }])(
    'lets a session_start with %j override earlier commands',
    (data) => {
      sut.frame(command('update_config', { mode: 'push_to_talk', voice: 'rms' }));
      sut.frame(command('session_start', { ...data, mode: 'hands_free' }));
      expect(session.updateConfig.mock.calls).toEqual([[{ voice: 'rms' }]]);
    },
  );

  it('passes the time zone to the session that it starts or resumes', () => {
    const other = new ClientConnection(
      new FakeSocket(),
      sessions as unknown as SessionService,
      GRAPH,
      ADMITTED,
      clock,
    );
    sut.frame(command('session_start', { time_zone: 'europe/berlin' }));
    other.frame(command('session_start', { time_zone: 'Asia/Tokyo', resume_token: 'token' }));
    expect(sessions.start.mock.lastCall).toContainEqual({ timeZone: 'Europe/Berlin' });
    expect(sessions.resume.mock.lastCall).toContainEqual({ timeZone: 'Asia/Tokyo' });
  });

  it.each([{}, { resume_token: 'token' }])(
    'goes on without a time zone that it does not know, and says so, after a session_start with %j',
    (data) => {
      sut.frame(command('session_start', { ...data, time_zone: 'Mars/Olympus' }));
      expect(sut.hasSession).toBe(true);
      expect(errors()).toMatchObject([
        {
          code: 'invalid_message',
          fatal: false,
          error: expect.stringMatching(/Mars\/Olympus.*Asia\/Kolkata/),
        },
      ]);
    },
  );

  it('counts an empty time zone as none', () => {
    sut.frame(command('session_start', { time_zone: '' }));
    expect(errors()).toEqual([]);
  });

  it('tells whether it has a session', () => {
    sut.frame(command('update_config', { mode: 'push_to_talk' }));
    expect(sut.hasSession).toBe(false);
    sut.frame(command('session_start', {}));
    expect(sut.hasSession).toBe(true);
  });

  describe.each([
    ['when there is no room', { full: true }, 1013, 'no room'],
    ['when the backend is about to end', { isEnding: true }, 1012, 'restarting'],
    ['when both are so', { full: true, isEnding: true }, 1012, 'restarting'],
  ])('%s', (_, state, closeCode, reason) => {
    const refusing = { ...sessions, ...state, resume: vi.fn((): typeof session | undefined => undefined) };
    beforeEach(() => {
      sut = new ClientConnection(socket, refusing as unknown as SessionService, GRAPH, ADMITTED, clock);
    });

    it.each([
      ['a session', command('session_start', {})],
      ['a session that it does not find', command('session_start', { resume_token: 'token' })],
      ['audio without a session', Buffer.from(JSON.stringify({ audio: 'AAAAAAAA' }))],
    ])('refuses %s with the reason, and closes the connection', (_what, message) => {
      sut.frame(message);
      const error = expect.stringContaining(reason);
      expect(errors()).toEqual([{ type: 'error', code: 'busy', error, fatal: true }]);
      expect(socket.closedWith).toBe(closeCode);
    });

    it('resumes a session', () => {
      refusing.resume.mockReturnValueOnce(session);
      sut.frame(command('session_start', { resume_token: 'token' }));
      expect(errors()).toEqual([]);
      expect(sut.session).toBe(session);
    });
  });
});
