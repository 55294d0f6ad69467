import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ServerCommands, ServerMessage } from '#protocol';
import type { LlmEvent } from '../llm/llm.port.js';
import { humTts, ScriptedLlm, ScriptedStt } from '../../../testing/scripted-providers.js';
import {
  commands,
  FakeSocket,
  speak,
  TestSessions,
  texts,
  type TestSession,
} from './testing/test-session.js';

const WEATHER = { name: 'weather', description: 'The weather.', parameters: {}, policy: 'allow' as const };
const CALL: LlmEvent = { type: 'tool_call', call: { id: 'a', name: 'weather', arguments: '{}' } };

const callsIn = (messages: ServerMessage[]): ServerCommands['tool_call'][] =>
  messages.flatMap((message) =>
    message.type === 'cmd' && message.name === 'tool_call' ? [message.data] : [],
  );
const firstCall = (socket: FakeSocket) => socket.waitFor((messages) => callsIn(messages)[0]);

/** Calls the tool if it is offered, then answers with its result. */
const weatherLlm = () =>
  new ScriptedLlm(async function* ({ messages, tools }): AsyncGenerator<LlmEvent> {
    const last = messages.at(-1)!;
    // The result stands between two lines.
    if (last.role === 'tool') yield { type: 'text', text: `It is ${last.content.split('\n')[1]}. ` };
    else if (tools.length > 0 && /weather/.test(last.content)) yield CALL;
    else yield { type: 'text', text: 'Well. ' };
  });

describe('client tools', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  function start() {
    const started = sessions.start({ llm: weatherLlm(), tts: humTts(1_000) });
    started.session.offers.toolRegister({ tools: [WEATHER] });
    return started;
  }

  it('runs on the client, and the answer continues with the result', async () => {
    const { session, socket } = start();
    session.textInput({ text: 'the weather' });
    const { call_id, turn_id } = await firstCall(socket);
    expect(turn_id).toBe(1);
    session.offers.toolResult({ call_id, result: 'clear' });
    expect(await socket.text('assistant')).toMatchObject({ text: 'It is "clear". ' });
    expect(callsIn(socket.received)).toHaveLength(1);
  });

  it('ends a call of another program when the user says "stop"', async () => {
    const { session, socket } = start();
    const call = session.offers.programs.call('weather', {}, new AbortController().signal);
    await firstCall(socket);
    session.textInput({ text: 'stop' });
    expect(await call).toMatchObject({ ok: false, error: expect.stringContaining('The user has stopped') });
    expect(commands(socket.received)).toContain('tool_cancel');
    expect(await socket.text('assistant')).toMatchObject({
      text: expect.stringContaining('stopped what another program was doing'),
    });
  });

  it('reports a result that no call waits for', async () => {
    const { session, socket } = start();
    session.offers.toolResult({ call_id: 'x', result: 1 });
    expect(await socket.error()).toMatchObject({
      code: 'invalid_message',
      error: expect.stringContaining('"x"'),
    });
  });

  it('runs once, when the turn has ended', async () => {
    const llm = weatherLlm();
    const { session, socket } = sessions.start({ llm, stt: new ScriptedStt(['the weather']) });
    session.offers.toolRegister({ tools: [WEATHER] });
    speak(session);
    const { call_id } = await firstCall(socket);
    const isFinal = (message: ServerMessage) => texts([message]).some(({ is_final }) => is_final);
    const isCall = (message: ServerMessage) => callsIn([message]).length > 0;
    expect(llm.requests.length, 'one speculative request').toBe(1);
    expect(socket.received.findIndex(isCall)).toBeGreaterThan(socket.received.findIndex(isFinal));
    session.offers.toolResult({ call_id, result: 'clear' });
    expect(await socket.text('assistant')).toMatchObject({ text: 'It is "clear". ' });
    expect(callsIn(socket.received)).toHaveLength(1);
  });

  it.each<[string, (session: ReturnType<typeof start>['session'], callId: string) => void]>([
    ['while it runs', (session) => session.textInput({ text: 'stop' })],
    [
      'just after its result',
      (session, call_id) => {
        session.offers.toolResult({ call_id, result: 'clear' });
        session.textInput({ text: 'stop' });
      },
    ],
  ])('is cancelled with its turn %s, and its answer is dropped', async (_, cutOff) => {
    const { session, socket } = start();
    session.textInput({ text: 'the weather' });
    const { call_id } = await firstCall(socket);
    cutOff(session, call_id);
    await socket.waitFor((messages) =>
      texts(messages).find(
        ({ turn_id, is_final, role }) => turn_id === 2 && role === 'assistant' && is_final,
      ),
    );
    session.offers.toolResult({ call_id, result: 'late' });
    await new Promise(setImmediate);
    expect(callsIn(socket.received)).toHaveLength(1);
    const spoken = texts(socket.received).filter(({ role }) => role === 'assistant');
    expect(spoken.map(({ text }) => text).join()).not.toContain('late');
  });

  describe('in the conversation of the next answer', () => {
    const CALLED = { role: 'assistant', content: '', toolCalls: [expect.objectContaining({ id: 'a' })] };

    function startAsking() {
      const llm = weatherLlm();
      const started = sessions.start({ llm, tts: humTts(1_000) });
      started.session.offers.toolRegister({ tools: [WEATHER] });
      started.session.textInput({ text: 'the weather' });
      /** The messages of the request after `text` was typed, without system prompts. */
      const messagesAfter = async (text: string) => {
        const before = llm.requests.length;
        started.session.textInput({ text });
        await started.socket.waitFor(() => llm.requests[before]);
        return llm.requests[before]!.messages.filter(({ role }) => role !== 'system');
      };
      return { ...started, messagesAfter };
    }

    it.each<[string, (session: TestSession['session'], callId: string) => void, string]>([
      [
        'with its result if the user interrupts before any word',
        (session, call_id) => session.offers.toolResult({ call_id, result: 'clear' }),
        '"clear"',
      ],
      ['with an unknown result if the user interrupts before it comes', () => undefined, 'not known'],
      [
        'with the error that the client reports',
        (session, call_id) => session.offers.toolResult({ call_id, error: 'The user said no.' }),
        'The user said no.',
      ],
      [
        'as failed if the client sends a result that is refused',
        (session, call_id) => session.offers.unusableToolResult(call_id),
        'too long',
      ],
    ])('stands %s', async (_, settle, content) => {
      const { session, socket, messagesAfter } = startAsking();
      const { call_id } = await firstCall(socket);
      settle(session, call_id);
      session.dispatch({ type: 'interrupt' });
      // A result that comes together with the interruption reaches the history a moment later.
      await new Promise(setImmediate);
      expect(await messagesAfter('hello')).toMatchObject([
        { role: 'user', content: 'the weather' },
        CALLED,
        { role: 'tool', toolCallId: 'a', content: expect.stringContaining(content) as string },
        { role: 'user', content: 'hello' },
      ]);
    });

    it('is in the history with its result, even if that comes after the interruption', async () => {
      const { session, socket, messagesAfter } = startAsking();
      const { call_id } = await firstCall(socket);
      session.dispatch({ type: 'interrupt' });
      session.offers.toolResult({ call_id, result: 'clear' });
      expect(await messagesAfter('hello')).toMatchObject([
        { role: 'user', content: 'the weather' },
        CALLED,
        { role: 'tool', toolCallId: 'a', content: expect.stringContaining('\n"clear"\n') as string },
        { role: 'user', content: 'hello' },
      ]);
    });

    it('comes before the answer that uses its result', async () => {
      const { session, socket, messagesAfter } = startAsking();
      const { call_id } = await firstCall(socket);
      session.offers.toolResult({ call_id, result: 'clear' });
      await socket.waitFor((messages) => commands(messages).find((name) => name === 'audio_end'));
      session.playback({ turn_id: 1, played_ms: 1_000, state: 'drained' });
      expect(await messagesAfter('hello')).toMatchObject([
        { role: 'user', content: 'the weather' },
        CALLED,
        { role: 'tool', toolCallId: 'a', content: expect.stringContaining('\n"clear"\n') as string },
        { role: 'assistant', content: 'It is "clear". ' },
        { role: 'user', content: 'hello' },
      ]);
    });
  });

  it('runs none after the user said stop, and the next turn knows what was done', async () => {
    const two = ['a', 'b'].map((id): LlmEvent => ({
      type: 'tool_call',
      call: { id, name: 'weather', arguments: '{}' },
    }));
    const llm = new ScriptedLlm(async function* ({ messages }): AsyncGenerator<LlmEvent> {
      if (messages.at(-1)!.content === 'the weather') yield* two;
      else yield { type: 'text', text: 'Well. ' };
    });
    const { session, socket } = sessions.start({ llm });
    session.offers.toolRegister({ tools: [WEATHER] });
    session.textInput({ text: 'the weather' });
    await firstCall(socket);
    session.dispatch({ type: 'interrupt' });
    await new Promise(setImmediate);
    session.textInput({ text: 'hello' });
    await socket.waitFor(() => llm.requests[1]);
    expect(callsIn(socket.received)).toHaveLength(1);
    const results = llm.requests[1]!.messages.flatMap(({ role, content }) =>
      role === 'tool' ? [content] : [],
    );
    expect(results).toEqual([
      expect.stringContaining('not known whether this was done'),
      expect.stringContaining('This was not done'),
    ]);
  });

  it('ends for a model that makes the same call for ever, and says so', async () => {
    const llm = new ScriptedLlm(async function* (): AsyncGenerator<LlmEvent> {
      yield CALL;
    });
    const { session, socket } = sessions.start({ llm, tts: humTts(100) });
    session.offers.toolRegister({ tools: [WEATHER] });
    session.textInput({ text: 'the weather' });
    for (let n = 0; n < 5; n++) {
      const { call_id } = await socket.waitFor((messages) => callsIn(messages)[n]);
      session.offers.toolResult({ call_id, result: 'clear' });
    }
    const sentence = 'I have stopped, because I kept doing the same thing and nothing came of it.';
    await socket.waitFor((messages) => commands(messages).find((name) => name === 'audio_end'));
    expect(texts(socket.received).findLast(({ role }) => role === 'assistant')).toMatchObject({
      text: sentence,
    });
    expect(await socket.error()).toMatchObject({
      error: sentence,
      code: 'provider_unavailable',
      fatal: false,
    });
    expect(callsIn(socket.received)).toHaveLength(5);
  });

  it('stay in the history where their task was put aside when they ran, and was stopped then', async () => {
    const call = (id: string): LlmEvent => ({
      type: 'tool_call',
      call: { id, name: 'weather', arguments: '{}' },
    });
    const llm = new ScriptedLlm(async function* ({ messages }): AsyncGenerator<LlmEvent> {
      const last = messages.at(-1)!;
      if (last.role !== 'tool' && last.content === 'the weather') yield call('a');
      else if (last.role === 'tool' && last.toolCallId === 'a') yield call('b');
      else yield { type: 'text', text: 'Well. ' };
    });
    const { session, socket } = sessions.start({ llm, tts: humTts(5_000) });
    session.offers.toolRegister({ tools: [WEATHER] });
    session.textInput({ text: 'the weather' });
    const { call_id } = await firstCall(socket);
    const question = { question: 'Sure?', remember: false, expires_ms: 60_000 };
    session.offers.approvalRequest({ approval_id: 'q', call_id, ...question });
    session.textInput({ text: 'something else' });
    await socket.firstAudio();
    session.offers.approvalAnswer({ approval_id: 'q', answer: 'yes', by: 'button' });
    session.offers.toolResult({ call_id, result: 'asked' });
    const second = await socket.waitFor((messages) => callsIn(messages)[1]);
    session.offers.toolResult({ call_id: second.call_id, result: 'not asked' });
    await vi.waitFor(() => expect(llm.requests).toHaveLength(4));
    session.dispatch({ type: 'interrupt' });
    session.textInput({ text: 'what was done' });
    await vi.waitFor(() => expect(llm.requests).toHaveLength(5));
    const results = llm.requests[4]!.messages.filter(({ role }) => role === 'tool');
    expect(results.map(({ content }) => content.split('\n')[1])).toEqual(['"asked"', '"not asked"']);
  });

  it('tells the client what it does', async () => {
    const { session, socket } = start();
    session.textInput({ text: 'the weather' });
    const { call_id } = await firstCall(socket);
    const told = socket.received.find((message) => message.type === 'data' && message.name === 'progress');
    expect(told).toMatchObject({ data: { turn_id: 1, text: 'Using weather…' } });
    session.offers.toolResult({ call_id, result: 'clear' });
    expect(await socket.text('assistant')).toMatchObject({ text: 'It is "clear". ' });
  });

  it('is sent again after a resume, with the same id, until it is settled', async () => {
    const { session, socket } = start();
    session.textInput({ text: 'the weather' });
    const { call_id } = await firstCall(socket);
    session.detach(socket);
    const next = new FakeSocket();
    session.resume(next);
    expect((await firstCall(next)).call_id).toBe(call_id);
    session.offers.toolResult({ call_id, result: 'clear' });
    expect(await next.text('assistant')).toMatchObject({ text: 'It is "clear". ' });
    session.detach(next);
    const third = new FakeSocket();
    session.resume(third);
    expect(callsIn(third.received)).toEqual([]);
  });
});

describe('a shared page', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  it('is given to the next answer, until it is removed', async () => {
    const llm = weatherLlm();
    const { session, socket } = sessions.start({ llm });
    session.offers.pageContext({ url: 'https://example.com/', title: 'Pears', text: 'Pears are ripe.' });
    session.textInput({ text: 'what is this' });
    await socket.text('assistant');
    expect(llm.requests[0]!.messages.at(-2)!.content).toContain('Pears are ripe.');
    expect(llm.requests[0]!.context.page).toMatchObject({ title: 'Pears' });
    session.offers.pageContext({ url: '', title: '' });
    session.textInput({ text: 'and now' });
    await socket.waitFor(() => llm.requests[1]);
    expect(JSON.stringify(llm.requests[1]!.messages)).not.toContain('Pears');
  });
});
