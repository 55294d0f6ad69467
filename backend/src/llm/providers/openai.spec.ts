import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LlmEvent, ToolDefinition } from '../llm.port.js';
import { INTERRUPTED } from '../openai/chat-messages.js';
import { collect, llmRequest, textOf } from '../testing/llm-request.js';
import {
  saying,
  sendChunk,
  sendEnd,
  sendError,
  startOpenAiEmulator,
  type OpenAiEmulator,
} from '../testing/openai-emulator.js';
import { OpenAiLlm } from './openai.js';

const WEATHER: ToolDefinition = {
  name: 'weather',
  description: 'The weather.',
  parameters: { type: 'object' },
};

let server: OpenAiEmulator;
let sut: OpenAiLlm;

beforeEach(async () => {
  server = await startOpenAiEmulator();
  sut = new OpenAiLlm({ baseURL: server.baseURL, apiKey: 'secret', model: 'llama3.2:3b' });
});

afterEach(() => server[Symbol.asyncDispose]());

describe(OpenAiLlm.name, () => {
  it('streams the text as it comes', async () => {
    server.script = saying('It ', 'is ', 'noon.');
    expect(await collect(sut.stream(llmRequest('what time is it')))).toEqual([
      { type: 'text', text: 'It ' },
      { type: 'text', text: 'is ' },
      { type: 'text', text: 'noon.' },
    ]);
  });

  it('sends the conversation, the tools and the key', async () => {
    const call = { id: 'call_1', name: 'weather', arguments: '{"city":"Rome"}' };
    await collect(
      sut.stream(
        llmRequest('', {
          tools: [WEATHER],
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'hello' },
            { role: 'assistant', content: 'Good mor', interrupted: true },
            { role: 'user', content: 'weather in rome' },
            { role: 'assistant', content: '', toolCalls: [call] },
            { role: 'tool', toolCallId: 'call_1', content: 'Sunny.' },
          ],
        }),
      ),
    );
    const [request] = server.requests;
    expect(request?.headers.authorization).toBe('Bearer secret');
    expect(request?.body).toMatchObject({
      model: 'llama3.2:3b',
      stream: true,
      tools: [{ type: 'function', function: WEATHER }],
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'hello' },
        { role: 'assistant', content: `Good mor${INTERRUPTED}` },
        { role: 'user', content: 'weather in rome' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_1', content: 'Sunny.' },
      ],
    });
  });

  it('puts tool calls together from their fragments', async () => {
    server.script = (response) => {
      const fragment = (index: number, id: string | undefined, part: object) =>
        sendChunk(response, { tool_calls: [{ index, id, type: 'function', function: part }] });
      sendChunk(response, { content: 'One moment.' });
      fragment(0, 'call_a', { name: 'weather', arguments: '' });
      fragment(0, undefined, { arguments: '{"city":' });
      fragment(1, 'call_b', { name: 'time', arguments: '' });
      fragment(0, undefined, { arguments: '"Rome"}' });
      sendEnd(response, 'tool_calls');
    };
    expect(await collect(sut.stream(llmRequest('weather', { tools: [WEATHER] })))).toEqual([
      { type: 'text', text: 'One moment.' },
      { type: 'tool_call', call: { id: 'call_a', name: 'weather', arguments: '{"city":"Rome"}' } },
      { type: 'tool_call', call: { id: 'call_b', name: 'time', arguments: '{}' } },
    ]);
  });

  it('asks again without tools where the model knows none', async () => {
    server.script = (response, { body }) => {
      if (body.tools) sendError(response, 400, 'registry.ollama.ai/library/gemma does not support tools');
      else void saying('Hello.')(response, server.requests[0]!);
    };
    expect(await textOf(sut.stream(llmRequest('hi', { tools: [WEATHER] })))).toBe('Hello.');
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [
      'reasoning_content',
      [{ reasoning_content: 'Let me ' }, { reasoning_content: 'see.' }, { content: 'Yes.' }],
    ],
    ['reasoning', [{ reasoning: 'Let me ' }, { reasoning: 'see.' }, { content: 'Yes.' }]],
    ['think tags', ['<th', 'ink>Let me ', 'see.</thi', 'nk>', 'Yes.'].map((content) => ({ content }))],
  ])('tells thinking in %s from the answer', async (_form, deltas) => {
    server.script = (response) => {
      for (const delta of deltas) sendChunk(response, delta);
      sendEnd(response);
    };
    const events = await collect(sut.stream(llmRequest('is it so')));
    const join = (type: LlmEvent['type']) =>
      events.map((event) => (event.type === type && 'text' in event ? event.text : '')).join('');
    expect(join('reasoning')).toBe('Let me see.');
    expect(join('text')).toBe('Yes.');
  });

  it('closes the connection on abort, and says no more', async () => {
    const abort = new AbortController();
    let response: ServerResponse | undefined;
    server.script = (opened) => {
      response = opened;
      sendChunk(opened, { content: 'One.' });
    };
    const said: LlmEvent[] = [];
    for await (const event of sut.stream(llmRequest('count', { signal: abort.signal }))) {
      said.push(event);
      const closed = once(response!, 'close');
      abort.abort();
      await closed;
      sendChunk(response!, { content: ' Two.' });
    }
    expect(said).toEqual([{ type: 'text', text: 'One.' }]);
  });

  it('says nothing when aborted before the answer', async () => {
    const abort = new AbortController();
    server.script = () => abort.abort();
    expect(await collect(sut.stream(llmRequest('hi', { signal: abort.signal })))).toEqual([]);
  });

  it('closes the connection when its reader leaves', async () => {
    let closed: Promise<unknown> | undefined;
    server.script = (response) => {
      closed = once(response, 'close');
      sendChunk(response, { content: 'One.' });
    };
    for await (const _ of sut.stream(llmRequest('count'))) break;
    await closed;
  });

  it.each([
    [401, 'provider_auth', /refused the API key/],
    [403, 'provider_auth', /refused the API key/],
    [404, 'provider_unavailable', /has no model "llama3.2:3b"/],
    [429, 'provider_unavailable', /no more requests for now/],
    [500, 'provider_unavailable', /HTTP 500/],
  ])('explains status %i', async (status, code, message) => {
    server.script = (response) => sendError(response, status, 'internal detail secret');
    const error = await collect(sut.stream(llmRequest('hi'))).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, stage: 'llm', message: expect.stringMatching(message) });
    expect((error as Error).message).toContain(server.address);
    expect((error as Error).message).not.toContain('secret');
    expect(server.requests).toHaveLength(1);
  });

  it('says that a key is wanted where it has none', async () => {
    server.script = (response) => sendError(response, 401, 'no');
    const keyless = new OpenAiLlm({ baseURL: server.baseURL, model: 'm' });
    await expect(collect(keyless.stream(llmRequest('hi')))).rejects.toThrow('wants an API key');
  });

  it('names the address where nothing listens', async () => {
    await using gone = await startOpenAiEmulator();
    await gone[Symbol.asyncDispose]();
    const lonely = new OpenAiLlm({ baseURL: gone.baseURL, model: 'm' });
    await expect(collect(lonely.stream(llmRequest('hi')))).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: `The language model at ${gone.address} is not running.`,
    });
  });

  it('reports a connection that drops in mid-answer', async () => {
    server.script = (response) => {
      sendChunk(response, { content: 'One.' });
      response.socket?.destroySoon();
    };
    const said: LlmEvent[] = [];
    await expect(async () => {
      for await (const event of sut.stream(llmRequest('count'))) said.push(event);
    }).rejects.toMatchObject({ code: 'provider_unavailable', message: expect.stringContaining('broke off') });
    expect(said).toEqual([{ type: 'text', text: 'One.' }]);
  });

  it('reports an error that the server sends in mid-answer', async () => {
    server.script = (response) => {
      sendChunk(response, { content: 'One.' });
      response.end('data: {"error":{"message":"out of memory","code":500}}\n\n');
    };
    await expect(collect(sut.stream(llmRequest('count')))).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: expect.stringContaining('broke off'),
    });
  });

  it.each([
    ['from the start', () => undefined],
    ['in mid-answer', (response: ServerResponse) => sendChunk(response, { content: 'One.' })],
  ])('gives up on a server that stalls %s', async (_when, script) => {
    let closed: Promise<unknown> | undefined;
    server.script = (response) => {
      closed = once(response, 'close');
      script(response);
    };
    const impatient = new OpenAiLlm({ baseURL: server.baseURL, model: 'm', stallMs: 100 });
    await expect(collect(impatient.stream(llmRequest('hi')))).rejects.toMatchObject({
      code: 'provider_timeout',
    });
    await closed;
  });

  it('takes the first model to talk with where none is named', async () => {
    const any = new OpenAiLlm({ baseURL: server.baseURL });
    expect(await textOf(any.stream(llmRequest('hi')))).toBe('Hello.');
    expect(await textOf(any.stream(llmRequest('hi')))).toBe('Hello.');
    expect(server.requests.map(({ body }) => body.model)).toEqual(['llama3.2:3b', 'llama3.2:3b']);
    expect(server.modelRequests).toBe(1);
  });

  it('says so where there is no model to talk with', async () => {
    server.models = ['nomic-embed-text'];
    const any = new OpenAiLlm({ baseURL: server.baseURL });
    await expect(collect(any.stream(llmRequest('hi')))).rejects.toThrow('has no model to talk with');
  });
});
