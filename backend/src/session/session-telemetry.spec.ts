import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { turnEnded, type TurnEnded } from '../common/telemetry/channels.js';
import { ScriptedLlm } from '../../../testing/scripted-providers.js';
import { hang, speak, TestSessions } from './testing/test-session.js';

describe('telemetry of a session', () => {
  const sessions = new TestSessions();
  const start = sessions.start.bind(sessions);
  let turns: TurnEnded[];
  let unsubscribe: () => void;

  beforeEach(() => {
    turns = [];
    unsubscribe = turnEnded.subscribe((turn) => turns.push(turn));
  });
  afterEach(() => {
    sessions.end();
    unsubscribe();
  });

  it('tells of a spoken turn, with the providers that worked for it', async () => {
    const { session, socket } = start();
    speak(session);
    await socket.text('assistant');
    expect(turns).toMatchObject([
      {
        sessionId: session.id,
        turnId: 1,
        kind: 'voice',
        outcome: 'completed',
        chars: 11,
        sentMs: 300,
        providers: { stt: { name: 'scripted' }, llm: { name: 'scripted' }, tts: { name: 'scripted' } },
      },
    ]);
  });

  it('names the skills where they answered', async () => {
    const { session, socket } = start({}, '', undefined, true);
    session.textInput({ text: 'what is two plus two' });
    await socket.text('assistant');
    expect(turns[0]!.providers.llm).toEqual({ name: 'skills' });
  });

  it('tells of the turn that the end of the session stops, once', async () => {
    const llm = new ScriptedLlm(hang as never);
    const { session, socket } = start({ llm });
    session.textInput({ text: 'what time is it' });
    await socket.text('user');
    session.close();
    session.close();
    expect(turns).toMatchObject([
      { turnId: 1, outcome: 'interrupted', reason: 'session_ended', providers: {} },
    ]);
  });
});
