import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EarshotConfig } from '../config/config.dto.js';
import { sessionEnded, sessionStarted } from '../common/telemetry/channels.js';
import { SkillAnswerer } from '../skills/skill-answerer.js';
import { UserDataStore } from '../user-data/user-data.store.js';
import { humTts, LoudnessVad, sayingLlm, ScriptedStt } from '../../../testing/scripted-providers.js';
import { Draining } from './draining.js';
import type { ConfiguredProviders } from './session-providers.js';
import { MemorySessionStore } from './session-store.js';
import { SessionService } from './session.service.js';
import { FakeSocket } from './testing/test-session.js';

const EXTENSION = 'chrome-extension://abcdefghijklmnop';

const socketOf = (identity: string | undefined) => Object.assign(new FakeSocket(), { identity });

describe(SessionService.name, () => {
  let sut: SessionService;
  let draining: Draining;

  beforeEach(() => {
    const providers = {
      vad: new LoudnessVad(),
      stt: new ScriptedStt([]),
      llm: sayingLlm('It is noon.'),
      tts: humTts(),
    };
    draining = new Draining();
    sut = new SessionService(
      new EarshotConfig(),
      new MemorySessionStore(),
      { providers } as unknown as ConfiguredProviders,
      new SkillAnswerer(),
      new UserDataStore({}),
      draining,
    );
  });
  afterEach(() => sut.beforeApplicationShutdown());

  it.each([
    ['an extension', EXTENSION],
    ['a client with a key elsewhere', `${EXTENSION} key k1`],
    ['a program', undefined],
  ])('gives the session of %s back to it', (_, identity) => {
    const session = sut.start(socketOf(identity), { greet: false });
    const next = socketOf(identity);
    expect(sut.resume(next, session.resumeToken)).toBe(session);
    expect(session.isAttachedTo(next)).toBe(true);
  });

  it.each([
    ['a program', EXTENSION, undefined],
    ['a page', EXTENSION, 'http://localhost:3000'],
    ['the same extension elsewhere', EXTENSION, `${EXTENSION} key k1`],
    ['the holder of another key', `${EXTENSION} key k1`, `${EXTENSION} key k2`],
    ['an extension', undefined, EXTENSION],
  ])('does not give a session to %s that knows its token', (_, owner, other) => {
    const first = socketOf(owner);
    const session = sut.start(first, { greet: false });
    expect(sut.resume(socketOf(other), session.resumeToken)).toBeUndefined();
    expect(session.isAttachedTo(first)).toBe(true);
    sut.detach(session, first);
    expect(sut.resume(socketOf(other), session.resumeToken)).toBeUndefined();
    expect(sut.resume(socketOf(owner), session.resumeToken)).toBe(session);
  });

  it('tells of starts, resumes and ends', () => {
    const told: object[] = [];
    const ends = [sessionStarted, sessionEnded].map((channel) =>
      channel.subscribe((message: object) => told.push(message)),
    );
    try {
      const socket = socketOf(EXTENSION);
      const session = sut.start(socket, { greet: false });
      const next = socketOf(EXTENSION);
      sut.resume(next, session.resumeToken);
      sut.detach(session, next);
      sut.resume(socketOf(EXTENSION), session.resumeToken);
      sut.resume(socketOf(undefined), session.resumeToken);
      sut.beforeApplicationShutdown();
      const sessionId = session.id;
      expect(told).toEqual([
        { sessionId, start: 'new' },
        { sessionId, start: 'taken_over' },
        { sessionId, start: 'resumed' },
        { sessionId },
      ]);
    } finally {
      for (const end of ends) end();
    }
  });

  it('gives a session back before the end only if it has an answer to finish', () => {
    const [quiet, talking] = [1, 2].map(() => sut.start(socketOf(EXTENSION), { greet: false }));
    talking!.textInput({ text: 'what time is it' });
    draining.start();
    expect(sut.isEnding).toBe(true);
    expect(sut.resume(socketOf(EXTENSION), quiet!.resumeToken)).toBeUndefined();
    expect(sut.resume(socketOf(EXTENSION), talking!.resumeToken)).toBe(talking);
  });
});
