import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EarshotConfig } from '../config/config.dto.js';
import { sessionEnded, sessionStarted } from '../common/telemetry/channels.js';
import { collect } from '../common/telemetry/testing/collect.js';
import { ConversationConfig } from '../config/dto/conversation.dto.js';
import { SkillAnswerer } from '../skills/skill-answerer.js';
import { UserDataStore } from '../user-data/user-data.store.js';
import { humTts, LoudnessVad, sayingLlm, ScriptedStt } from '../../../testing/scripted-providers.js';
import { Draining } from './draining.js';
import type { Graph } from './graphs.js';
import { MemorySessionStore } from './session-store.js';
import { SessionService } from './session.service.js';
import { RecordingConfig } from '../config/dto/recording.dto.js';
import { McpService } from '../mcp/mcp.service.js';
import { RecordingService } from '../recording/recording.service.js';
import { FakeSocket } from './testing/test-session.js';

const EXTENSION = 'chrome-extension://abcdefghijklmnop';

const socketOf = (identity: string | undefined) => Object.assign(new FakeSocket(), { identity });

const newGraph = () =>
  ({
    name: 'voice_assistant',
    providers: {
      vad: new LoudnessVad(),
      stt: new ScriptedStt([]),
      llm: sayingLlm('It is noon.'),
      tts: humTts(),
    },
    conversation: new ConversationConfig(),
    skills: true,
  }) as unknown as Graph;

describe(SessionService.name, () => {
  const graph = newGraph();
  const agents = newGraph();
  let sut: SessionService;
  let draining: Draining;

  beforeEach(() => {
    const [store, users] = [new MemorySessionStore(), new UserDataStore({})];
    draining = new Draining();
    const recordings = new RecordingService(new RecordingConfig());
    const config = new EarshotConfig();
    const mcp = new McpService(config);
    sut = new SessionService(config, store, new SkillAnswerer(), users, draining, recordings, mcp);
  });
  afterEach(() => sut.beforeApplicationShutdown());

  it.each([
    ['an extension', EXTENSION],
    ['a client with a key elsewhere', `${EXTENSION} key k1`],
    ['a program', undefined],
  ])('gives the session of %s back to it', (_, identity) => {
    const session = sut.start(graph, socketOf(identity), { greet: false });
    const next = socketOf(identity);
    expect(sut.resume(graph, next, session.resumeToken)).toBe(session);
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
    const session = sut.start(graph, first, { greet: false });
    expect(sut.resume(graph, socketOf(other), session.resumeToken)).toBeUndefined();
    expect(session.isAttachedTo(first)).toBe(true);
    sut.detach(session, first);
    expect(sut.resume(graph, socketOf(other), session.resumeToken)).toBeUndefined();
    expect(sut.resume(graph, socketOf(owner), session.resumeToken)).toBe(session);
  });

  it('keeps the sessions of a gateway from clients of another, also if both have the same settings', () => {
    const first = socketOf(EXTENSION);
    const session = sut.start(agents, first, { greet: false });
    expect(sut.resume(graph, socketOf(EXTENSION), session.resumeToken)).toBeUndefined();
    expect(session.isAttachedTo(first)).toBe(true);
    expect(sut.resume(agents, socketOf(EXTENSION), session.resumeToken)).toBe(session);
  });

  it('ends the sessions of one gateway, those without a client too, and no others', () => {
    const other = sut.start(graph, socketOf(EXTENSION), { greet: false });
    const [talking, away] = [socketOf(EXTENSION), socketOf(EXTENSION)];
    const sessions = [talking, away].map((socket) => sut.start(agents, socket, { greet: false }));
    sut.detach(sessions[1]!, away);
    sut.endAll(agents);
    expect(sut.count).toBe(1);
    for (const { resumeToken } of sessions)
      expect(sut.resume(agents, socketOf(EXTENSION), resumeToken)).toBeUndefined();
    expect(sut.resume(graph, socketOf(EXTENSION), other.resumeToken)).toBe(other);
  });

  it('keeps nothing of a session whose gateway ended before its socket closed', () => {
    const socket = socketOf(EXTENSION);
    const session = sut.start(agents, socket, { greet: false });
    sut.endAll(agents);
    sut.detach(session, socket);
    for (let i = 0; i < new EarshotConfig().maxSessions; i++)
      sut.start(graph, socketOf(EXTENSION), { greet: false });
    expect(sut.full).toBe(true);
  });

  it('tells of starts, resumes and ends', () => {
    using started = collect(sessionStarted);
    using ended = collect(sessionEnded);
    const socket = socketOf(EXTENSION);
    const session = sut.start(graph, socket, { greet: false });
    const next = socketOf(EXTENSION);
    sut.resume(graph, next, session.resumeToken);
    sut.detach(session, next);
    sut.resume(graph, socketOf(EXTENSION), session.resumeToken);
    sut.resume(graph, socketOf(undefined), session.resumeToken);
    sut.beforeApplicationShutdown();
    const sessionId = session.id;
    expect(started.messages).toEqual([
      { sessionId, start: 'new' },
      { sessionId, start: 'taken_over' },
      { sessionId, start: 'resumed' },
    ]);
    expect(ended.messages).toEqual([{ sessionId }]);
  });

  it('gives a session back before the end only if it has an answer to finish', () => {
    const [quiet, talking] = [1, 2].map(() => sut.start(graph, socketOf(EXTENSION), { greet: false }));
    talking!.textInput({ text: 'what time is it' });
    draining.start();
    expect(sut.isEnding).toBe(true);
    expect(sut.resume(graph, socketOf(EXTENSION), quiet!.resumeToken)).toBeUndefined();
    expect(sut.resume(graph, socketOf(EXTENSION), talking!.resumeToken)).toBe(talking);
  });
});
