import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  OpenAiLlmEmulator,
  streamWords,
  sendChunk,
  sendEnd,
  sendError,
} from '../../../../../testing/emulators/llm/openai-llm.js';
import { startStream } from '../../../../../testing/emulators/llm/llm-emulator.js';
import { INTERRUPTED_NOTE } from '../../adapter/history-text.js';
import type { ChatMessage, LlmEvent, ToolDefinition } from '../../llm.port.js';
import { describeLlmContract } from '../../../../../testing/contracts/llm/llm-contract.js';
import { collect, contentOf, llmRequest, textOf } from '../../../../../testing/contracts/llm/llm-request.js';
import { BROWSER_TOOLS, CORE_TOOLS, type ToolSet } from '../../../tools/browser-tools.js';
import { OpenAiLlm } from './openai.js';
import type { OpenAiLlmOptions } from './options.js';

const WEATHER: ToolDefinition = {
  name: 'weather',
  description: 'The weather.',
  parameters: { type: 'object' },
};

const CONVERSATION: ChatMessage[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'hello' },
  { role: 'assistant', content: 'Good mor', interrupted: true },
  { role: 'user', content: 'weather in rome' },
  {
    role: 'assistant',
    content: '',
    toolCalls: [{ id: 'call_1', name: 'weather', arguments: '{"city":"Rome"}' }],
  },
  { role: 'tool', toolCallId: 'call_1', content: 'Sunny.' },
];

async function start(options: OpenAiLlmOptions = {}) {
  const emulator = await new OpenAiLlmEmulator().start();
  const more = { baseURL: emulator.baseURL, apiKey: 'emulator-key', model: 'llama3.2:3b' };
  return { emulator, provider: new OpenAiLlm({ ...more, ...options }) };
}

const createAt = (baseURL: string, options: OpenAiLlmOptions = {}) =>
  new OpenAiLlm({ baseURL, model: 'llama3.2:3b', ...options });

describeLlmContract({ name: 'openai (chat completions)', start, createAt: (baseURL) => createAt(baseURL) });
describeLlmContract({
  name: 'openai (responses)',
  start: () => start({ api: 'responses' }),
  createAt: (baseURL) => createAt(baseURL, { api: 'responses' }),
});

let server: OpenAiLlmEmulator;
let sut: OpenAiLlm;

beforeEach(async () => {
  ({ emulator: server, provider: sut } = await start());
});

afterEach(async () => {
  await sut.onModuleDestroy();
  await server[Symbol.asyncDispose]();
});

/** Replaces the provider by one with other options for the same server. */
async function recreate(options: OpenAiLlmOptions): Promise<OpenAiLlm> {
  await sut.onModuleDestroy();
  sut = new OpenAiLlm({ baseURL: server.baseURL, apiKey: 'emulator-key', ...options });
  return sut;
}

async function bodyOf(options: OpenAiLlmOptions) {
  await recreate({ model: 'm', ...options });
  await textOf(sut.stream(llmRequest('hi')));
  return server.requests.at(-1)!.body;
}

describe(OpenAiLlm.name, () => {
  describe('the tools of the browser', () => {
    const tools = BROWSER_TOOLS.map((name) => ({ ...WEATHER, name }));

    const offered = async (options: OpenAiLlmOptions, toolSet?: ToolSet) => {
      await recreate(options);
      await textOf(sut.stream(llmRequest('hi', { tools, toolSet })));
      const { body } = server.requests.at(-1)!;
      return (body.tools as { function: { name: string } }[]).map((tool) => tool.function.name);
    };

    it.each<[string, OpenAiLlmOptions, ToolSet | undefined, readonly string[]]>([
      ['the core for a small model', { model: 'qwen3:4b' }, undefined, CORE_TOOLS],
      ['the core for a small model that the server lists', {}, 'auto', CORE_TOOLS],
      ['all for another model', { model: 'qwen3:14b' }, 'auto', BROWSER_TOOLS],
      ['all for a small model if the config says so', { model: 'qwen3:4b' }, 'all', BROWSER_TOOLS],
      ['the core for any model if the config says so', { model: 'qwen3:14b' }, 'core', CORE_TOOLS],
    ])('are %s', async (_, options, toolSet, names) => {
      expect(await offered(options, toolSet)).toEqual(names);
    });
  });

  it.each([{ model: 'm' }, {}])(
    'reports a base URL without the path of the API, with %j',
    async (options) => {
      await recreate({ baseURL: new URL(server.baseURL).origin, ...options });
      await expect(collect(sut.stream(llmRequest('hi')))).rejects.toThrow(
        /was not found at .*"baseURL".* ends in \/v1/,
      );
    },
  );

  it('sends the conversation, the tools and the key', async () => {
    await collect(sut.stream(llmRequest('', { tools: [WEATHER], messages: CONVERSATION })));
    const [request] = server.requests;
    expect(request?.headers.authorization).toBe('Bearer emulator-key');
    expect(request?.body).toEqual({
      model: 'llama3.2:3b',
      stream: true,
      tools: [{ type: 'function', function: WEATHER }],
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'hello' },
        { role: 'assistant', content: `Good mor${INTERRUPTED_NOTE}` },
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

  it('sends the same to the responses API, without storage', async () => {
    await recreate({
      api: 'responses',
      model: 'gpt-6-luna',
      reasoningEffort: 'low',
      maxTokens: 500,
      temperature: 0.5,
    });
    await collect(sut.stream(llmRequest('', { tools: [WEATHER], messages: CONVERSATION })));
    expect(server.requests[0]?.body).toEqual({
      model: 'gpt-6-luna',
      stream: true,
      store: false,
      temperature: 0.5,
      max_output_tokens: 500,
      reasoning: { effort: 'low', summary: 'auto' },
      tools: [{ type: 'function', ...WEATHER, strict: false }],
      input: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'hello' },
        { role: 'assistant', content: `Good mor${INTERRUPTED_NOTE}` },
        { role: 'user', content: 'weather in rome' },
        { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Rome"}' },
        { type: 'function_call_output', call_id: 'call_1', output: 'Sunny.' },
      ],
    });
  });

  it('sends the options of the config by the API’s names', async () => {
    const headers = { 'x-gateway-key': 'gate' };
    const body = await bodyOf({
      temperature: 0.2,
      maxTokens: 300,
      reasoningEffort: 'low',
      headers,
      project: 'p1',
    });
    expect(body).toMatchObject({ temperature: 0.2, max_tokens: 300, reasoning_effort: 'low' });
    expect(server.requests.at(-1)?.headers).toMatchObject({
      'x-gateway-key': 'gate',
      'openai-project': 'p1',
    });
  });

  it('repeats the request without reasoning summaries if the account may not see them', async () => {
    server.script = (response, { body }) => {
      const asked = (body.reasoning as { summary?: string }).summary !== undefined;
      if (asked) return sendError(response, 400, 'not verified', { param: 'reasoning.summary' });
      startStream(response);
      const text = { type: 'response.output_text.delta', sequence_number: 0, delta: 'Hello.' };
      const end = { type: 'response.completed', sequence_number: 1, response: {} };
      response.end(
        [text, end].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
      );
    };
    await recreate({ api: 'responses', model: 'm', reasoningEffort: 'low' });
    expect(await textOf(sut.stream(llmRequest('hi')))).toBe('Hello.');
  });

  it('assembles tool calls from their fragments', async () => {
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
    expect(await contentOf(sut.stream(llmRequest('weather', { tools: [WEATHER] })))).toEqual([
      { type: 'text', text: 'One moment.' },
      { type: 'tool_call', call: { id: 'call_a', name: 'weather', arguments: '{"city":"Rome"}' } },
      { type: 'tool_call', call: { id: 'call_b', name: 'time', arguments: '{}' } },
    ]);
  });

  it('repeats the request without tools if the model supports none', async () => {
    server.script = (response, { body }) => {
      if (body.tools) sendError(response, 400, 'registry.ollama.ai/library/gemma does not support tools');
      else streamWords('Hello.')(response);
    };
    const ask = () => textOf(sut.stream(llmRequest('', { tools: [WEATHER], messages: CONVERSATION })));
    expect([await ask(), await ask()]).toEqual(['Hello.', 'Hello.']);
    const [, ...others] = server.requests;
    expect(others, 'requests after the refusal').toHaveLength(2);
    for (const { body } of others) expect(JSON.stringify(body)).not.toContain('tool_call');
  });

  it.each([
    [
      'reasoning_content',
      [{ reasoning_content: 'Let me ' }, { reasoning_content: 'see.' }, { content: 'Yes.' }],
    ],
    ['reasoning', [{ reasoning: 'Let me ' }, { reasoning: 'see.' }, { content: 'Yes.' }]],
    ['think tags', ['<th', 'ink>Let me ', 'see.</thi', 'nk>', 'Yes.'].map((content) => ({ content }))],
  ])('separates reasoning in %s from the text', async (_form, deltas) => {
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

  it('reports an error that the server sends in mid-answer', async () => {
    server.script = (response) => {
      sendChunk(response, { content: 'One.' });
      response.end('data: {"error":{"message":"out of memory","code":500}}\n\n');
    };
    await expect(collect(sut.stream(llmRequest('count')))).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: expect.stringContaining('stopped in the middle'),
    });
  });

  it('uses the first chat model of a server if none is configured', async () => {
    await recreate({});
    expect(await textOf(sut.stream(llmRequest('hi')))).toBe('Hello.');
    expect(await textOf(sut.stream(llmRequest('hi')))).toBe('Hello.');
    expect(server.requests.map(({ body }) => body.model)).toEqual(['llama3.2:3b', 'llama3.2:3b']);
    expect(server.modelRequests).toBe(1);
  });

  it.each([
    ['refuses the request', () => void (server.misbehave = 'unknown_model')],
    [
      'answers with an error',
      () =>
        void (server.script = (response) => {
          startStream(response);
          response.end('data: {"error":{"message":"model not found"}}\n\n');
        }),
    ],
  ])('uses another model if the chosen one was removed and the server %s', async (_, remove) => {
    await recreate({});
    remove();
    await expect(textOf(sut.stream(llmRequest('hi')))).rejects.toThrow('has no model "llama3.2:3b"');
    server.misbehave = undefined;
    server.script = undefined;
    server.models = ['qwen3:4b'];
    expect(await textOf(sut.stream(llmRequest('hi')))).toBe('Hello.');
    expect(server.requests.at(-1)?.model).toBe('qwen3:4b');
  });

  it('keeps the chosen model when an answer is cancelled', async () => {
    await recreate({});
    const abort = new AbortController();
    const read = async () => {
      for await (const _ of sut.stream({ ...llmRequest('hi'), signal: abort.signal })) abort.abort();
    };
    // A cancelled provider may end or throw: the stage reads neither.
    await read().catch(() => undefined);
    expect(await textOf(sut.stream(llmRequest('hi')))).toBe('Hello.');
    expect(server.modelRequests).toBe(1);
  });

  it('reports a server without chat models', async () => {
    server.models = ['nomic-embed-text'];
    await recreate({});
    await expect(collect(sut.stream(llmRequest('hi')))).rejects.toThrow('has no chat model');
  });

  it('reports a response that failed', async () => {
    await recreate({ api: 'responses', model: 'm' });
    server.script = (response) => {
      startStream(response);
      const error = { code: 'server_error', message: 'The model had a fault.' };
      const failed = { type: 'response.failed', sequence_number: 0, response: { status: 'failed', error } };
      response.end(`event: response.failed\ndata: ${JSON.stringify(failed)}\n\n`);
    };
    await expect(collect(sut.stream(llmRequest('hi')))).rejects.toMatchObject({
      retryable: true,
      message: expect.stringContaining('internal problem'),
    });
  });

  it('reports an answer that was filtered', async () => {
    server.script = (response) => sendEnd(response, 'content_filter');
    await expect(collect(sut.stream(llmRequest('hi')))).rejects.toThrow('refused the request');
  });

  it('skips frames that it does not know', async () => {
    server.script = (response) => {
      startStream(response);
      response.write(
        'data: {"object":"news","choices":[]}\n\ndata: null\n\ndata: {"choices":[{"delta":{"content":5}}]}\n\n',
      );
      streamWords('Hello.')(response);
    };
    expect(await textOf(sut.stream(llmRequest('hi')))).toBe('Hello.');
  });
});
