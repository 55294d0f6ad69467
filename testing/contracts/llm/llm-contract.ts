import { setImmediate as nextTick } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLOSED_ADDRESS } from '../../closed-address.js';
import { leftOpenBy } from '../../left-open.js';
import { EMULATED_USAGE, type EmulatedEvent, type LlmEmulator } from '../../emulators/llm/llm-emulator.js';
import type { Misbehaviour } from '../../emulators/misbehaviour.js';
import type { ChatMessage, Llm, LlmEvent, NoModel } from '../../../backend/src/llm/llm.port.js';
import { collect, contentOf, llmRequest, meteredRequest, streamFrom, textOf } from './llm-request.js';

export interface LlmUnderTest {
  provider: Llm & { onModuleDestroy?(): Promise<void> };
  emulator: LlmEmulator;
}

export interface LlmContract {
  name: string;
  /** @returns the provider and its emulator */
  start(): Promise<LlmUnderTest>;
  /** @returns the provider for another address; left out if it only takes addresses where it has found a model */
  createAt?(baseURL: string): LlmUnderTest['provider'];
}

const NEVER_MS = 600_000;

const call = (id: string) => ({ id, name: 'weather', arguments: '{"city":"Rome"}' });
const result = (id: string, content: string): ChatMessage => ({ role: 'tool', toolCallId: id, content });

/** Complete answers and interrupted ones, with one step of tool calls or several, and with the call ids of any model. */
const CONVERSATION_WITH_TOOLS: ChatMessage[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'assistant', content: 'Hi.' },
  { role: 'user', content: 'the weather in rome' },
  { role: 'assistant', content: '', toolCalls: [call('call_0'), call('functions.weather:1')] },
  ...[result('call_0', '"clear"'), result('functions.weather:1', '"warm"')],
  { role: 'assistant', content: 'It is clear.' },
  { role: 'user', content: 'and tomorrow' },
  { role: 'assistant', content: '', toolCalls: [call('call_0')] },
  result('call_0', '{"error":"It is not known whether this was done."}'),
  { role: 'user', content: 'and on sunday' },
  { role: 'assistant', content: '', toolCalls: [call('call_0')] },
  result('call_0', '"rain"'),
  { role: 'assistant', content: '', toolCalls: [call('call_0')] },
  result('call_0', '"wind"'),
  { role: 'assistant', content: 'There will', interrupted: true, unheard: 'be rain.' },
  { role: 'user', content: 'thanks' },
];

const text = (words: string): EmulatedEvent => ({ type: 'text', text: words });

/** What every language model with an HTTP API must do. `bench/providers/cancel.ts` measures how fast a cancel is. */
export function describeLlmContract({ name, start, createAt }: LlmContract): void {
  describe(`${name} as a language model`, () => {
    let sut: LlmUnderTest['provider'];
    let emulator: LlmEmulator;

    beforeEach(async () => {
      ({ provider: sut, emulator } = await start());
    });

    afterEach(async () => {
      await sut.onModuleDestroy?.();
      await emulator[Symbol.asyncDispose]();
    });

    const ask = (userText: string) => streamFrom(sut, llmRequest(userText));
    const connect = async () => {
      await sut.connect(new AbortController().signal);
      // A connection is idle a moment after its answer was read.
      await nextTick();
    };
    const untilNoneOpen = () => vi.waitFor(() => expect(emulator.server.openConnections).toBe(0));

    /** @returns the events before the error, and the error */
    async function fail(userText = 'hello') {
      const events: (LlmEvent | NoModel)[] = [];
      try {
        for await (const event of ask(userText)) events.push(event);
      } catch (error) {
        return { events, error };
      }
      throw new Error('It did not fail.');
    }

    it('streams the answer in order', async () => {
      emulator.answer = () => [text('It '), text('is '), text('noon.')];
      expect(await collect(ask('what is it'))).toEqual([text('It '), text('is '), text('noon.')]);
    });

    it('passes each token on as it comes', async () => {
      emulator.answer = () => [text('One. '), text('Two.')];
      emulator.delayMs = NEVER_MS;
      for await (const event of ask('count')) {
        expect(event).toEqual(text('One. '));
        break;
      }
    });

    it('separates reasoning and tool calls from the text', async () => {
      const call = { id: 'call_1', name: 'weather', arguments: '{"city":"Rome","days":2}' };
      emulator.answer = () => [
        { type: 'reasoning', text: 'Let me see.' },
        text('One moment.'),
        { type: 'tool_call', call },
      ];
      expect(await contentOf(ask('weather in rome'))).toEqual([
        { type: 'reasoning', text: 'Let me see.' },
        text('One moment.'),
        { type: 'tool_call', call },
      ]);
    });

    it.each(['with tools', 'when there are none any more'])(
      'takes a conversation with tool calls of earlier answers, %s',
      async (when) => {
        const tools = when === 'with tools' ? [{ name: 'weather', description: '', parameters: {} }] : [];
        expect(await textOf(sut.stream(llmRequest('', { messages: CONVERSATION_WITH_TOOLS, tools })))).toBe(
          'Hello.',
        );
      },
    );

    it('reports the tokens that its vendor counts, for each answer', async () => {
      const request = meteredRequest('hello');
      for (const answers of [1, 2]) {
        await collect(streamFrom(sut, request));
        const { input, output } = EMULATED_USAGE;
        expect(request.used).toEqual({ input: answers * input, output: answers * output });
      }
    });

    it('streams an answer of a thousand words', async () => {
      const words = Array.from({ length: 1_000 }, (_, i) => `wörd-${i} `);
      emulator.answer = () => words.map(text);
      expect(await textOf(ask('tell me everything'))).toBe(words.join(''));
    });

    it('does not mix two conversations', async () => {
      emulator.answer = (userText) => Array.from({ length: 20 }, (_, i) => text(`${userText}${i} `));
      emulator.delayMs = 1;
      const all = (userText: string) => Array.from({ length: 20 }, (_, i) => `${userText}${i} `).join('');
      const [left, right] = await Promise.all([textOf(ask('left')), textOf(ask('right'))]);
      expect([left, right]).toEqual([all('left'), all('right')]);
    });

    it('ends on abort without another event, and frees the connection', async () => {
      emulator.answer = () => [text('One. '), text('Two.')];
      emulator.delayMs = NEVER_MS;
      const abort = new AbortController();
      const events: (LlmEvent | NoModel)[] = [];
      for await (const event of streamFrom(sut, llmRequest('count', { signal: abort.signal }))) {
        events.push(event);
        abort.abort();
      }
      expect(events).toEqual([text('One. ')]);
      await untilNoneOpen();
    });

    it('sends no request if it was aborted before', async () => {
      const events = collect(sut.stream(llmRequest('hi', { signal: AbortSignal.abort() })));
      // A cancelled provider may end or throw: the stage reads neither.
      await events.catch(() => undefined);
      expect(emulator.requests).toEqual([]);
    });

    it('gives no event if it is aborted before the answer', async () => {
      await connect();
      const abort = new AbortController();
      emulator.script = () => abort.abort();
      expect(await collect(streamFrom(sut, llmRequest('hi', { signal: abort.signal })))).toEqual([]);
      await untilNoneOpen();
    });

    it('frees the connection when its reader leaves', async () => {
      emulator.answer = () => [text('One. '), text('Two.')];
      emulator.delayMs = NEVER_MS;
      for await (const _ of ask('count')) break;
      await untilNoneOpen();
    });

    it('frees the connection when its reader leaves a stream that stalls', async () => {
      await connect();
      emulator.misbehave = 'stall';
      const iterator = ask('hello')[Symbol.asyncIterator]();
      const next = iterator.next();
      await vi.waitFor(() => expect(emulator.requests).toHaveLength(1));
      await iterator.return?.();
      expect(await next).toMatchObject({ done: true });
      await untilNoneOpen();
    });

    it('waits for a server that stalls, until it is aborted', async () => {
      await connect();
      emulator.misbehave = 'stall';
      const abort = new AbortController();
      const events = collect(streamFrom(sut, llmRequest('hello', { signal: abort.signal })));
      await vi.waitFor(() => expect(emulator.requests).toHaveLength(1));
      abort.abort();
      expect(await events).toEqual([]);
      await untilNoneOpen();
    });

    it.each<[Misbehaviour, string, boolean, RegExp]>([
      ['wrong_key', 'provider_auth', false, /(?:refused the|needs an) API key/],
      ['no_credit', 'provider_unavailable', false, /has no credit left/],
      ['rate_limited', 'provider_unavailable', true, /accepts no more requests/],
      ['unknown_model', 'provider_unavailable', false, /has no model "/],
    ])('says what to do about %s', async (misbehaviour, code, retryable, message) => {
      await connect();
      emulator.misbehave = misbehaviour;
      const { events, error } = await fail();
      expect(events).toEqual([]);
      expect(error).toMatchObject({ stage: 'llm', code, retryable, message: expect.stringMatching(message) });
      expect((error as Error).message).not.toMatch(/emulator-key|https:\/\/docs|currently|billing/);
      expect((error as Error).cause).toBeDefined();
      expect(emulator.requests, 'tries').toHaveLength(1);
    });

    it.skipIf(!createAt)('reports that its address cannot be reached', async () => {
      const unreachable = createAt!(emulator.baseURL.replace(emulator.server.address, CLOSED_ADDRESS));
      const request = unreachable.stream(llmRequest('hello'));
      const error: unknown = await collect(request).catch((reason: unknown) => reason);
      await unreachable.onModuleDestroy?.();
      expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
      expect((error as Error).message).toContain('cannot be reached');
    });

    it('reports a connection that breaks off in mid-answer, after its events', async () => {
      emulator.answer = () => [text('One. '), text('Two.')];
      emulator.misbehave = 'drop';
      const { events, error } = await fail();
      expect(events).toEqual([text('One. ')]);
      expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
      expect((error as Error).message).toContain('stopped in the middle');
    });

    it('gives no event for a malformed frame', async () => {
      emulator.answer = () => [text('One. '), text('Two.')];
      emulator.misbehave = 'malformed';
      const { events, error } = await fail();
      expect(events).toEqual([text('One. ')]);
      expect(error).toMatchObject({ code: 'provider_unavailable' });
      expect((error as Error).message).toMatch(/does not understand|stopped in the middle/);
    });

    it('reports a stream that ends without an answer', async () => {
      await connect();
      emulator.script = (response) => void response.end('<html>Welcome to the hotel</html>');
      const { events, error } = await fail();
      expect(events).toEqual([]);
      expect((error as Error).message).toContain('does not understand');
    });

    it('connects ahead of the first request, which then uses that connection', async () => {
      await connect();
      const listed = emulator.modelRequests;
      await connect();
      expect(emulator.modelRequests, 'requests of the list of models').toBe(listed);
      expect(await textOf(ask('hello'))).toBe('Hello.');
      expect(emulator.server.openConnections).toBe(1);
      emulator.endDelayMs = 10;
      await vi.waitFor(async () => {
        await textOf(ask('hello'));
        const [previous, last] = emulator.requests.slice(-2);
        expect(last?.port, 'client port of the next request').toBe(previous?.port);
      });
    });

    it('leaves no timer and no socket behind, however an answer ends', async () => {
      const left = await leftOpenBy(async () => {
        const { provider, emulator: own } = await start();
        await provider.connect(new AbortController().signal);
        await textOf(streamFrom(provider, llmRequest('hello')));
        own.answer = () => [text('One. '), text('Two.')];
        for (const misbehaviour of ['drop', 'malformed', 'wrong_key'] as const) {
          own.misbehave = misbehaviour;
          await textOf(streamFrom(provider, llmRequest('hello'))).catch(() => undefined);
        }
        own.misbehave = undefined;
        own.delayMs = NEVER_MS;
        for await (const _ of streamFrom(provider, llmRequest('count'))) break;
        await provider.onModuleDestroy?.();
        await own[Symbol.asyncDispose]();
      });
      expect(left).toEqual([]);
    });

    it('leaves nothing open when it is destroyed', async () => {
      await Promise.all([textOf(ask('one')), textOf(ask('two'))]);
      await sut.onModuleDestroy?.();
      await untilNoneOpen();
    });
  });
}
