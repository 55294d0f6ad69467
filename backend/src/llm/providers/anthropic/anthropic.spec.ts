import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnthropicEmulator, frame } from '../../../../../testing/emulators/llm/anthropic.js';
import { EMULATED_USAGE, startStream } from '../../../../../testing/emulators/llm/llm-emulator.js';
import { INTERRUPTED_NOTE } from '../../adapter/history-text.js';
import type { ChatMessage } from '../../llm.port.js';
import { describeLlmContract } from '../../../../../testing/contracts/llm/llm-contract.js';
import {
  collect,
  llmRequest,
  meteredRequest,
  streamFrom,
  textOf,
} from '../../../../../testing/contracts/llm/llm-request.js';
import { AnthropicLlm, anthropicLlm, type AnthropicLlmOptions } from './anthropic.js';

async function start(options: AnthropicLlmOptions = {}) {
  const emulator = await new AnthropicEmulator().start();
  const provider = new AnthropicLlm({ baseURL: emulator.baseURL, apiKey: 'emulator-key', ...options });
  return { emulator, provider };
}

describeLlmContract({ name: 'anthropic', start, createAt: (baseURL) => new AnthropicLlm({ baseURL }) });

describe(AnthropicLlm.name, () => {
  let emulator: AnthropicEmulator;
  let sut: AnthropicLlm;

  const use = async (options?: AnthropicLlmOptions) => {
    await sut.onModuleDestroy();
    sut = new AnthropicLlm({ baseURL: emulator.baseURL, apiKey: 'emulator-key', ...options });
    await textOf(sut.stream(llmRequest('hi')));
    return emulator.requests.at(-1)!;
  };

  beforeEach(async () => {
    ({ emulator, provider: sut } = await start());
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await sut.onModuleDestroy();
    await emulator[Symbol.asyncDispose]();
  });

  it('sends alternating messages, the system prompt, the tools and the key', async () => {
    const call = { id: 'toolu_1', name: 'weather', arguments: '{"city":"Rome"}' };
    const parameters = { type: 'object', properties: { city: { type: 'string' } } };
    await collect(
      sut.stream(
        llmRequest('', {
          tools: [{ name: 'weather', description: 'The weather.', parameters }],
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'assistant', content: 'How can I help?' },
            { role: 'user', content: 'hello' },
            { role: 'user', content: 'are you there' },
            { role: 'assistant', content: 'Good mor', interrupted: true },
            { role: 'user', content: 'weather in rome' },
            { role: 'assistant', content: '', toolCalls: [call] },
            { role: 'tool', toolCallId: 'toolu_1', content: 'Sunny.' },
          ],
        }),
      ),
    );
    const [request] = emulator.requests;
    expect(request?.headers.authorization).toBe('Bearer emulator-key');
    expect(request?.body).toEqual({
      model: 'claude-haiku-5-5',
      max_tokens: 8_192,
      stream: true,
      thinking: { type: 'disabled' },
      system: 'Be brief.',
      tools: [{ name: 'weather', description: 'The weather.', input_schema: parameters }],
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Hello.' }] },
        { role: 'assistant', content: [{ type: 'text', text: 'How can I help?' }] },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'hello' },
            { type: 'text', text: 'are you there' },
          ],
        },
        { role: 'assistant', content: [{ type: 'text', text: `Good mor${INTERRUPTED_NOTE}` }] },
        { role: 'user', content: [{ type: 'text', text: 'weather in rome' }] },
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: 'toolu_1', name: 'weather', input: { city: 'Rome' } }],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'Sunny.' }] },
      ],
    });
  });

  it('sends the reasoning effort of the config', async () => {
    expect((await use({ reasoningEffort: 'low' })).body).toMatchObject({
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'low' },
    });
    // It is not known whether other models can answer without thinking.
    expect((await use({ model: 'claude-opus-5-5' })).body).not.toHaveProperty('thinking');
  });

  it('sends a tool call back with its reasoning, first and unchanged', async () => {
    const call = { id: 'toolu_1', name: 'weather', arguments: '{"city":"Rome"}' };
    emulator.answer = () => [
      { type: 'reasoning', text: 'Let me see.' },
      { type: 'text', text: 'One moment.' },
      { type: 'tool_call', call },
    ];
    await collect(sut.stream(llmRequest('weather in rome')));
    const messages: ChatMessage[] = [
      { role: 'user', content: 'weather in rome' },
      { role: 'assistant', content: 'One moment.', toolCalls: [call] },
      { role: 'tool', toolCallId: 'toolu_1', content: 'Sunny.' },
    ];
    await collect(sut.stream(llmRequest('', { messages })));
    expect((emulator.requests.at(-1)!.body.messages as unknown[])[1]).toEqual({
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Let me see.', signature: 'EqQBCgIYAhIM' },
        { type: 'text', text: 'One moment.' },
        { type: 'tool_use', id: 'toolu_1', name: 'weather', input: { city: 'Rome' } },
      ],
    });
  });

  it('reports the tokens of a stopped answer as far as they are known', async () => {
    emulator.answer = () => ['One. ', 'Two.'].map((text) => ({ type: 'text', text }));
    emulator.delayMs = 600_000;
    const request = meteredRequest('count');
    for await (const _ of streamFrom(sut, request)) break;
    expect(request.used).toEqual({ input: EMULATED_USAGE.input, output: 1 });
  });

  it('reports an error in mid-stream', async () => {
    const overloaded = frame('error', { error: { type: 'overloaded_error', message: 'Overloaded' } });
    emulator.script = (response) => {
      startStream(response);
      response.end(overloaded);
    };
    await expect(collect(sut.stream(llmRequest('hi')))).rejects.toMatchObject({
      code: 'provider_unavailable',
      retryable: true,
      message: expect.stringContaining('accepts no more requests at the moment'),
      overload: true,
    });
  });

  it('reports a refusal to answer', async () => {
    emulator.script = (response) => {
      startStream(response);
      response.write(
        frame('message_delta', { delta: { stop_reason: 'refusal' }, usage: { output_tokens: 0 } }),
      );
      response.end(frame('message_stop', {}));
    };
    await expect(collect(sut.stream(llmRequest('hi')))).rejects.toThrow('refused the request');
  });

  it('says where to put the missing key', async () => {
    const keyless = new AnthropicLlm();
    await expect(keyless.connect(new AbortController().signal)).rejects.toThrow('ANTHROPIC_API_KEY');
    await expect(collect(keyless.stream(llmRequest('hi')))).rejects.toMatchObject({ code: 'provider_auth' });
  });

  it('reports a wrong key when it connects', async () => {
    emulator.misbehave = 'wrong_key';
    await expect(sut.connect(new AbortController().signal)).rejects.toMatchObject({ code: 'provider_auth' });
  });

  it('sends the environment’s values for Anthropic to no other address', async () => {
    vi.stubEnv('ANTHROPIC_API_KEY', 'sk-env');
    vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'token-env');
    vi.stubEnv('ANTHROPIC_CUSTOM_HEADERS', 'x-secret: header-env');
    emulator.apiKey = undefined;
    const { headers } = await use({ apiKey: undefined });
    expect(JSON.stringify(headers)).not.toMatch(/-env/);
  });

  it('lists the models of the account', async () => {
    const options = { baseURL: emulator.baseURL, apiKey: 'emulator-key' };
    expect(await anthropicLlm.listCatalogue?.(options, new AbortController().signal)).toEqual({
      models: ['claude-opus-5-5', 'claude-haiku-5-5'],
    });
    await vi.waitFor(() => expect(emulator.server.openConnections).toBe(0));
  });
});
