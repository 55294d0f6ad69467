import { afterEach, describe, expect, it } from 'vitest';
import type { ReadingData, ServerCommands, ServerMessage } from '#protocol';
import { turnEnded } from '../common/telemetry/channels.js';
import { collect } from '../common/telemetry/testing/collect.js';
import { NoModelLlm } from '../llm/providers/skills/no-model-llm.js';
import { humTts, ScriptedStt, ScriptedTts } from '../../../testing/scripted-providers.js';
import type { SessionOptions } from './session-options.js';
import type { Session } from './session.js';
import {
  commands,
  FakeSocket,
  samplesSent,
  speak,
  states,
  TestSessions,
  texts,
} from './testing/test-session.js';

const tool = (name: string) => ({ name, description: '', parameters: {}, policy: 'allow' as const });
const SENTENCE = 'This is one of many sentences. ';
const PARAGRAPH = `${SENTENCE.repeat(20).trim()}\n\n`;
const ARTICLE = PARAGRAPH.repeat(4).trim();

const TWO_LINKS = ' e1 link "Read more"\n e2 link "Read more"';

const callsIn = (messages: ServerMessage[]): ServerCommands['tool_call'][] =>
  messages.flatMap((message) =>
    message.type === 'cmd' && message.name === 'tool_call' ? [message.data] : [],
  );
const earconsIn = (messages: ServerMessage[]) =>
  messages.flatMap((message) => (message.type === 'cmd' && message.name === 'earcon' ? [message.data] : []));
const readIn = (messages: ServerMessage[]): ReadingData[] =>
  messages.flatMap((message) =>
    message.type === 'data' && message.name === 'reading' ? [message.data] : [],
  );

describe('a session with the tools of a browser', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  /** A client that answers its calls, and plays everything at once. */
  function start(options: Partial<SessionOptions> = { earcons: true, reading: true }) {
    const { session, socket } = sessions.start(
      ...[{ llm: new NoModelLlm(), tts: humTts(10) }, '', undefined, true, options],
    );
    session.offers.toolRegister({
      tools: ['scroll', 'read_article', 'page_snapshot', 'show_numbers', 'click'].map(tool),
    });
    const playedMs = new Map<number, number>();
    const answer = (message: ServerMessage) => {
      if (message.type === 'audio') {
        const { turn_id, samples_per_channel } = message.metadata;
        playedMs.set(turn_id, (playedMs.get(turn_id) ?? 0) + samples_per_channel / 16);
        session.playback({ turn_id, played_ms: playedMs.get(turn_id)!, state: 'playing' });
      }
      if (message.type !== 'cmd') return;
      if (message.name === 'tool_call') {
        const { call_id, name, arguments: args } = message.data;
        session.offers.toolResult({ call_id, result: resultOf(name, args) });
      }
      if (message.name === 'audio_end') {
        const { turn_id, total_ms } = message.data;
        session.playback({ turn_id, played_ms: total_ms, state: 'drained' });
      }
    };
    socket.on('message', () => {
      const message = socket.received.at(-1)!;
      setImmediate(() => answer(message));
    });
    return { session, socket };
  }

  /** A client that does not answer its call yet: it asks its user about it. */
  async function startAsking(
    question: string,
    options: Partial<SessionOptions> = {},
    text = 'scroll down',
    stt = new ScriptedStt([]),
    tts = humTts(10),
  ) {
    const socket = new FakeSocket();
    const { session } = sessions.start(
      ...[{ llm: new NoModelLlm(), tts, stt }, '', undefined, true, options],
    );
    session.resume(socket);
    session.offers.toolRegister({ tools: [tool('scroll'), tool('go_back')] });
    session.textInput({ text });
    const { call_id } = await socket.waitFor((messages) => callsIn(messages)[0]);
    const request = { approval_id: 'a', call_id, question, remember: false, expires_ms: 60_000 };
    session.offers.approvalRequest(request);
    return { session, socket, call_id, request };
  }

  it('notes in the record of a task that was put aside and dropped what it had used', async () => {
    using ended = collect(turnEnded);
    const { session, socket } = await startAsking('Scroll?');
    session.textInput({ text: 'what time is it' });
    await socket.text('assistant', false);
    session.dispatch({ type: 'interrupt' });
    const record = ended.messages.find(({ turnId }) => turnId === 1);
    expect(record).toMatchObject({ outcome: 'interrupted', toolCalls: [{ name: 'scroll' }] });
    expect(record?.providers.llm).toBeDefined();
  });

  it('scrolls with a sound and no words, and listens again', async () => {
    const { session, socket } = start();
    session.textInput({ text: 'scroll down' });
    await socket.waitFor((messages) => earconsIn(messages)[0]);
    expect(await socket.text('assistant')).toMatchObject({ turn_id: 1, text: '' });
    expect(states(socket.received).slice(-2)).toEqual(['thinking', 'listening']);
    expect(callsIn(socket.received).map(({ name }) => name)).toContain('scroll');
    expect(socket.received.filter(({ type }) => type === 'audio' || type === 'error')).toEqual([]);
  });

  it('asks which one is meant, and accepts an answer that interrupts the question', async () => {
    const { session, socket } = start();
    session.textInput({ text: 'click read more' });
    await socket.firstAudio();
    session.dispatch({ type: 'interrupt' });
    session.textInput({ text: 'two' });
    await socket.waitFor((messages) => earconsIn(messages)[0]);
    const click = callsIn(socket.received).find(({ name }) => name === 'click');
    expect(click).toMatchObject({ turn_id: 2, arguments: { ref: 'e2' } });
  });

  it('says in words what was done to a client without sounds', async () => {
    const { session, socket } = start({});
    session.textInput({ text: 'scroll down' });
    expect((await socket.text('assistant')).text).not.toBe('');
    expect(earconsIn(socket.received)).toEqual([]);
  });

  it('reads an article to its end in several turns, and sends the place of each sentence', async () => {
    const { session, socket } = start();
    session.textInput({ text: 'read this page' });
    await socket.waitFor((messages) =>
      texts(messages).find(({ text, is_final }) => is_final && text.includes('That was the end.')),
    );
    const read = readIn(socket.received);
    expect(read.map(({ from, to }) => ARTICLE.slice(from, to))).toEqual(
      Array<string>(80).fill(SENTENCE.trim()),
    );
    const finals = new Map(
      texts(socket.received)
        .filter(({ role, is_final }) => role === 'assistant' && is_final)
        .map(({ turn_id, text }) => [turn_id, text]),
    );
    expect(finals.size).toBeGreaterThan(1);
    for (const { turn_id, text_from = 0, from, to } of read)
      expect(finals.get(turn_id)!.slice(text_from, text_from + to - from)).toBe(ARTICLE.slice(from, to));
    expect(commands(socket.received)).not.toContain('flush');
  });

  it('knows the place of what is read after words of its own', async () => {
    const { session, socket } = start();
    session.textInput({ text: 'read this page and scroll down' });
    await socket.waitFor((messages) => readIn(messages)[1]);
    session.dispatch({ type: 'interrupt' });
    session.textInput({ text: 'read this page and scroll down' });
    const { turn_id, text_from, from, to } = await socket.waitFor((messages) =>
      readIn(messages).find((read) => read.turn_id === 2),
    );
    const said = await socket.waitFor((messages) =>
      texts(messages).find((data) => data.turn_id === turn_id && data.text.includes(SENTENCE.trim())),
    );
    expect(said.text).toMatch(/^I left out the rest: scroll down\. /);
    expect(said.text.slice(text_from, text_from! + to - from)).toBe(ARTICLE.slice(from, to));
    expect(from).toBe(0);
  });

  it('goes on after a question in between', async () => {
    const { session, socket } = start();
    session.textInput({ text: 'read this page' });
    const first = await socket.waitFor((messages) => readIn(messages)[3]);
    session.dispatch({ type: 'interrupt' });
    session.textInput({ text: 'what is two plus two' });
    await socket.waitFor((messages) =>
      texts(messages).find(
        ({ turn_id, is_final, role }) => turn_id === 2 && is_final && role === 'assistant',
      ),
    );
    session.textInput({ text: 'go on' });
    const next = await socket.waitFor((messages) => readIn(messages).find(({ turn_id }) => turn_id === 3));
    expect(next.from).toBeLessThanOrEqual(first.from);
    expect(ARTICLE.slice(next.from, next.to)).toBe(SENTENCE.trim());
  });

  it('sends no places to a client that does not highlight them', async () => {
    const { session, socket } = start({});
    session.textInput({ text: 'read this page' });
    await socket.firstAudio();
    expect(readIn(socket.received)).toEqual([]);
  });

  it('falls asleep when it is asked to, and is woken by typed text', async () => {
    const { session, socket } = start();
    session.textInput({ text: 'go to sleep' });
    await socket.state('waiting');
    expect(commands(socket.received)).toContain('sleep');
    expect((await socket.text('assistant')).text).toContain('wake up');
    session.textInput({ text: 'wake up' });
    await socket.waitFor((messages) => earconsIn(messages).find(({ turn_id }) => turn_id === 2));
    await socket.state('listening');
  });

  it('speaks the question of a call that waits for approval, once', async () => {
    const { session, socket, call_id, request } = await startAsking('Scroll "Order"?');
    session.offers.approvalRequest(request);
    const { text } = await socket.text('assistant', false);
    await socket.firstAudio();
    session.offers.approvalAnswer({ approval_id: 'a', answer: 'yes', by: 'button' });
    session.offers.toolResult({ call_id, result: { ok: true, changed: 'scrolled down' } });
    await socket.text('assistant');
    expect(text.split('\n')[0]).toBe('Scroll "Order"? Yes or no?');
    expect(text.match(/Yes or no/g)).toHaveLength(1);
    session.offers.approvalRequest({ ...request, approval_id: 'b' });
    expect(await socket.error()).toMatchObject({ code: 'invalid_message' });
  });

  it.each(['yes', 'no'] as const)(
    'cuts the rest of the question when the user presses %s, and answers as a new turn',
    async (answer) => {
      const { session, socket, call_id } = await startAsking('Scroll?', { earcons: true });
      await socket.firstAudio();
      session.playback({ turn_id: 1, played_ms: 100, state: 'playing' });
      session.offers.approvalAnswer({ approval_id: 'a', answer, by: 'button' });
      const flush = socket.received.findLast((each) => each.type === 'cmd' && each.name === 'flush');
      expect(flush?.data).toEqual({ turn_id: 1, reason: 'replaced', goes_on_as: 2 });
      const asked = texts(socket.received).at(-1)!;
      expect(asked).toMatchObject({ turn_id: 1, is_final: true, interrupted: true });
      expect('Scroll? Yes or no?').toContain(asked.text);
      const error = 'The user said no.';
      const result = answer === 'yes' ? { ok: true, changed: 'it' } : { ok: false, error, denied: true };
      session.offers.toolResult({ call_id, result });
      if (answer === 'yes')
        expect((await socket.waitFor((messages) => earconsIn(messages)[0])).turn_id).toBe(2);
      await socket.audioEnd(2);
      const said = answer === 'yes' ? '' : "Okay, I won't.";
      expect(texts(socket.received).findLast(({ turn_id }) => turn_id === 2)?.text).toBe(said);
    },
  );

  it('speaks on after a cut to a client that reports no playback, also where the speech begins in a pause', async () => {
    const toPause = new Int16Array(640).fill(3_000, 0, 320);
    const speeches = [Array<Int16Array>(50).fill(toPause), [new Int16Array(640)]];
    const tts = new ScriptedTts(async function* (clauses) {
      const pieces = speeches.shift()!;
      for await (const _ of clauses) for (const pcm of pieces) yield { pcm };
    });
    const { session, socket, call_id } = await startAsking('Scroll?', {}, 'scroll down', undefined, tts);
    await socket.waitFor((messages) => messages.filter(({ type }) => type === 'audio')[10]);
    session.offers.approvalAnswer({ approval_id: 'a', answer: 'no', by: 'button' });
    session.offers.toolResult({ call_id, result: { ok: false, error: 'No.', denied: true } });
    expect(await socket.audioEnd(2)).toBeTruthy();
  });

  it('speaks the second question of a turn whose first one was cut', async () => {
    const { session, socket, call_id, request } = await startAsking('Scroll?', {}, 'scroll down and go back');
    await socket.firstAudio();
    session.offers.approvalAnswer({ approval_id: 'a', answer: 'yes', by: 'button' });
    session.offers.toolResult({ call_id, result: { ok: true, changed: 'it' } });
    const next = await socket.waitFor((messages) => callsIn(messages)[1]);
    session.offers.approvalRequest({ ...request, approval_id: 'b', call_id: next.call_id, question: 'Go?' });
    const asked = await socket.waitFor((messages) => texts(messages).find(({ text }) => /^Go\?/.test(text)));
    expect([next.turn_id, asked.turn_id]).toEqual([1, 2]);
    session.offers.approvalAnswer({ approval_id: 'b', answer: 'no', by: 'button' });
    session.offers.toolResult({ call_id: next.call_id, result: { ok: false, error: 'x' } });
    expect(await socket.audioEnd(3)).toBeTruthy();
  });

  const answersIn = (messages: ServerMessage[]) =>
    messages.flatMap((each) => (each.type === 'cmd' && each.name === 'approval_answer' ? [each.data] : []));
  const answered = (socket: FakeSocket) => socket.waitFor((messages) => answersIn(messages)[0]);

  /** The client plays what it gets. */
  async function hears(session: Session, socket: FakeSocket) {
    await socket.firstAudio();
    session.playback({ turn_id: 1, played_ms: 1, state: 'playing' });
    await socket.waitFor((messages) => (samplesSent(messages) >= 16_000 ? true : undefined));
    session.playback({ turn_id: 1, played_ms: 900, state: 'playing' });
  }

  it.each([
    ['yes', 'yes'],
    ['no', 'no'],
    ['okay, go ahead', 'yes'],
  ])('tells the client what "%s" answers that is typed, and goes on', async (text, answer) => {
    const { session, socket, call_id } = await startAsking('Scroll?', { earcons: true });
    session.textInput({ text });
    expect(answersIn(socket.received)).toEqual([{ approval_id: 'a', answer, by: 'typed' }]);
    const flush = socket.received.find((each) => each.type === 'cmd' && each.name === 'flush');
    expect(flush?.data).toEqual({ turn_id: 1, reason: 'replaced', parked: [1] });
    session.offers.toolResult({ call_id, result: { ok: true, changed: 'scrolled down' } });
    const earcon = await socket.waitFor((messages) => earconsIn(messages)[0]);
    expect(earcon).toMatchObject({ turn_id: 3, sound: 'done' });
  });

  it.each(['yes', 'no'] as const)(
    'tells the client of a %s that is spoken, after its words',
    async (answer) => {
      const stt = new ScriptedStt([answer]);
      const options = { earcons: true };
      const { session, socket, call_id } = await startAsking(
        'Go?',
        options,
        'scroll down',
        stt,
        humTts(2_000),
      );
      await hears(session, socket);
      speak(session);
      expect(await answered(socket)).toEqual({ approval_id: 'a', answer, by: 'voice' });
      const at = socket.received.findIndex((each) => each.type === 'cmd' && each.name === 'approval_answer');
      expect(texts(socket.received.slice(0, at)).at(-1)).toMatchObject({
        role: 'user',
        text: answer,
        is_final: true,
      });
      const error = 'The user said no.';
      const result = answer === 'yes' ? { ok: true, changed: 'it' } : { ok: false, error, denied: true };
      session.offers.toolResult({ call_id, result });
      if (answer === 'yes')
        expect((await socket.waitFor((messages) => earconsIn(messages)[0])).turn_id).toBe(3);
      else await socket.waitFor((messages) => texts(messages).find(({ text }) => text === "Okay, I won't."));
    },
  );

  it('answers other words, and does what was asked after the yes', async () => {
    const { session, socket, call_id } = await startAsking('Scroll?', {}, 'scroll down');
    session.textInput({ text: 'what is two plus two' });
    const played = await socket.waitFor((messages) =>
      messages.find((each) => each.type === 'cmd' && each.name === 'audio_end' && each.data.turn_id === 2),
    );
    expect(
      texts(socket.received).find(({ turn_id, role }) => turn_id === 2 && role === 'assistant')?.text,
    ).toMatch(/four|4/);
    expect(answersIn(socket.received)).toEqual([]);
    session.playback({ turn_id: 2, played_ms: 9_000, state: 'drained' });
    expect(played).toBeTruthy();
    session.textInput({ text: 'yes' });
    expect(await answered(socket)).toMatchObject({ answer: 'yes' });
    session.offers.toolResult({ call_id, result: { ok: true, changed: 'scrolled down' } });
    const calls = callsIn(socket.received).map(({ name }) => name);
    expect(calls.filter((name) => name === 'scroll')).toHaveLength(1);
    await socket.waitFor((messages) =>
      texts(messages).find(({ role, turn_id, is_final }) => role === 'assistant' && turn_id > 3 && !is_final),
    );
  });

  it('keeps the question of a client that is away', async () => {
    const { session, socket, call_id } = await startAsking('Scroll?', { earcons: true });
    session.detach(socket);
    const again = new FakeSocket();
    session.resume(again);
    expect(callsIn(again.received).map((call) => call.call_id)).toEqual([call_id]);
    session.textInput({ text: 'yes' });
    expect(answersIn(again.received)).toEqual([{ approval_id: 'a', answer: 'yes', by: 'typed' }]);
  });

  it('takes the no of a reply that wants something else, and does that', async () => {
    const { session, socket } = await startAsking('Scroll?');
    session.textInput({ text: 'no, go back' });
    expect(answersIn(socket.received)).toEqual([{ approval_id: 'a', answer: 'no', by: 'typed' }]);
    const call = await socket.waitFor((messages) => callsIn(messages)[1]);
    expect(call).toMatchObject({ name: 'go_back', turn_id: 2 });
  });

  it('asks about the calls of its own tools', async () => {
    const { session, socket } = await startAsking('Scroll?', { approvals: true });
    const never = new AbortController().signal;
    const question = { turnId: 1, callId: 'm', question: 'Delete the note?', remember: true };
    const answer = session.offers.tools.approvals.ask(question, never);
    const asked = () =>
      socket.received.filter((each) => each.type === 'cmd' && each.name === 'approval_request');
    expect(asked()).toEqual([]);
    session.offers.approvalAnswer({ approval_id: 'a', answer: 'no', by: 'button' });
    expect(asked()).toMatchObject([{ data: { question: 'Delete the note?', remember: true } }]);
    session.textInput({ text: 'always' });
    expect(await answer).toBe('always');
  });
});

function resultOf(name: string, { from = 0 }: { from?: unknown }): object {
  const page = { title: 'Example', url: 'https://example.com/' };
  if (name === 'page_snapshot') return { ok: true, snapshot: TWO_LINKS, more: 0 };
  if (name !== 'read_article') return { ok: true, changed: 'scrolled down', page };
  const start = Number(from);
  const text = ARTICLE.slice(start, start + 2_000);
  const next = start + text.length < ARTICLE.length && { next: start + text.length };
  return { ok: true, title: '', text, from: start, ...next, total: ARTICLE.length, here: 0, tab: 7 };
}
