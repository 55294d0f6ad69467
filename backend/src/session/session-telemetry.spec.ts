import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { turnEnded, type TurnEnded } from '../common/telemetry/channels.js';
import type { LlmEvent } from '../llm/llm.port.js';
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

  it('names only tools that there are', async () => {
    const call = (id: string, name: string): LlmEvent => ({
      type: 'tool_call',
      call: { id, name, arguments: '{}' },
    });
    const llm = new ScriptedLlm(async function* ({ messages }): AsyncGenerator<LlmEvent> {
      if (messages.at(-1)!.role === 'tool') return yield { type: 'text', text: 'Done. ' };
      yield call('a', 'weather');
      yield call('b', 'my_password_is_hunter2');
    });
    const { session, socket } = start({ llm });
    session.offers.toolRegister({
      tools: [{ name: 'weather', description: 'The weather', parameters: {}, policy: 'allow' }],
    });
    session.textInput({ text: 'save my password' });
    const { call_id } = await socket.waitFor(
      (messages) =>
        messages.flatMap((message) =>
          message.type === 'cmd' && message.name === 'tool_call' ? [message.data] : [],
        )[0],
    );
    session.offers.toolResult({ call_id, result: 'clear' });
    await socket.text('assistant');
    expect(turns[0]!.toolCalls).toMatchObject([
      { name: 'weather', outcome: 'completed' },
      { name: 'unknown', outcome: 'failed' },
    ]);
  });

  it('adds up the tokens of all requests for the answer, as far as they are known', async () => {
    const llm = new ScriptedLlm(async function* ({ messages, usedTokens }): AsyncGenerator<LlmEvent> {
      const isFirst = messages.at(-1)?.role === 'user';
      usedTokens?.({ input: isFirst ? 100 : 150, output: null });
      if (isFirst) yield { type: 'tool_call', call: { id: 'a', name: 'clock', arguments: '{}' } };
      else yield { type: 'text', text: 'It is noon.' };
      usedTokens?.({ input: null, output: 7 });
    });
    const { session, socket } = start({ llm });
    session.textInput({ text: 'what time is it' });
    await socket.text('assistant');
    session.textInput({ text: 'and now' });
    await vi.waitFor(() => expect(turns).toHaveLength(2));
    const usage = { input: 250, output: 14 };
    expect(turns).toMatchObject([{ usage }, { usage }]);
  });

  it('tells of the turn that the end of the session stops, once', async () => {
    const asked = Promise.withResolvers<void>();
    const llm = new ScriptedLlm(async function* ({ usedTokens }): AsyncGenerator<LlmEvent> {
      usedTokens?.({ input: 100, output: null });
      asked.resolve();
      yield await hang();
    });
    const { session } = start({ llm });
    session.textInput({ text: 'what time is it' });
    await asked.promise;
    session.close();
    session.close();
    expect(turns).toMatchObject([
      {
        turnId: 1,
        outcome: 'interrupted',
        reason: 'session_ended',
        providers: {},
        usage: { input: 100, output: null },
      },
    ]);
  });
});
