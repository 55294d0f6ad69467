import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentFrame, GoogleEmulator } from '../../../../../testing/emulators/llm/google.js';
import { startStream } from '../../../../../testing/emulators/llm/llm-emulator.js';
import type { ChatMessage } from '../../llm.port.js';
import { INTERRUPTED_NOTE } from '../../adapter/history-text.js';
import { describeLlmContract } from '../../../../../testing/contracts/llm/llm-contract.js';
import { collect, llmRequest, textOf } from '../../../../../testing/contracts/llm/llm-request.js';
import { GoogleLlm, googleLlm, type GoogleLlmOptions } from './google.js';

async function start(options: GoogleLlmOptions = {}) {
  const emulator = await new GoogleEmulator().start();
  const provider = new GoogleLlm({ baseURL: emulator.baseURL, apiKey: 'emulator-key', ...options });
  return { emulator, provider };
}

describeLlmContract({ name: 'google', start, createAt: (baseURL) => new GoogleLlm({ baseURL }) });

describe(GoogleLlm.name, () => {
  let emulator: GoogleEmulator;
  let sut: GoogleLlm;

  beforeEach(async () => {
    ({ emulator, provider: sut } = await start());
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await sut.onModuleDestroy();
    await emulator[Symbol.asyncDispose]();
  });

  const call = { id: 'call-1', name: 'weather', arguments: '{"city":"Rome"}' };
  const conversation: ChatMessage[] = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'hello' },
    { role: 'assistant', content: 'Good mor', interrupted: true },
    { role: 'user', content: 'weather in rome' },
    { role: 'assistant', content: 'One moment.', toolCalls: [call] },
    { role: 'tool', toolCallId: 'call-1', content: 'Sunny.' },
  ];

  it('sends the conversation, the system prompt, the tools and the key', async () => {
    const parameters = { type: 'object', properties: { city: { type: 'string' } } };
    const tools = [{ name: 'weather', description: 'The weather.', parameters }];
    await collect(sut.stream(llmRequest('', { tools, messages: conversation })));
    const [request] = emulator.requests;
    expect(request?.headers['x-goog-api-key']).toBe('emulator-key');
    expect(request?.model).toBe('gemini-3.5-flash-lite');
    expect(request?.body).toMatchObject({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      tools: [
        {
          functionDeclarations: [
            { name: 'weather', description: 'The weather.', parametersJsonSchema: parameters },
          ],
        },
      ],
      contents: [
        { role: 'user', parts: [{ text: 'hello' }] },
        { role: 'model', parts: [{ text: `Good mor${INTERRUPTED_NOTE}` }] },
        { role: 'user', parts: [{ text: 'weather in rome' }] },
        {
          role: 'model',
          parts: [
            { text: 'One moment.' },
            {
              functionCall: { id: 'call-1', name: 'weather', args: { city: 'Rome' } },
              thoughtSignature: 'skip_thought_signature_validator',
            },
          ],
        },
        {
          role: 'user',
          parts: [{ functionResponse: { id: 'call-1', name: 'weather', response: { output: 'Sunny.' } } }],
        },
      ],
    });
  });

  it('sends a tool call back with its signature', async () => {
    emulator.answer = () => [{ type: 'tool_call', call }];
    await collect(sut.stream(llmRequest('weather in rome')));
    await collect(sut.stream(llmRequest('', { messages: conversation })));
    expect(JSON.stringify(emulator.requests.at(-1)?.body)).toContain('"thoughtSignature":"signed-call-1"');
  });

  it('requests reasoning if the config sets an effort', async () => {
    await sut.onModuleDestroy();
    sut = new GoogleLlm({
      baseURL: emulator.baseURL,
      apiKey: 'emulator-key',
      reasoningEffort: 'low',
      maxTokens: 500,
    });
    await textOf(sut.stream(llmRequest('hi')));
    expect(emulator.requests[0]?.body.generationConfig).toEqual({
      maxOutputTokens: 500,
      thinkingConfig: { includeThoughts: true, thinkingLevel: 'LOW' },
    });
  });

  it.each([
    ['a question', { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }],
    ['an answer', { candidates: [{ finishReason: 'SAFETY', index: 0 }] }],
  ])('reports %s that was blocked', async (_what, content) => {
    emulator.script = (response) => {
      startStream(response);
      response.end(contentFrame(content));
    };
    await expect(collect(sut.stream(llmRequest('hi')))).rejects.toThrow('refused the request');
  });

  it('reports an error in mid-stream', async () => {
    emulator.script = (response) => {
      startStream(response);
      response.end(
        contentFrame({ error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } }),
      );
    };
    await expect(collect(sut.stream(llmRequest('hi')))).rejects.toMatchObject({
      retryable: true,
      message: expect.stringContaining('accepts no more requests at the moment'),
      overload: true,
    });
  });

  it('says where to put the missing key', async () => {
    const keyless = new GoogleLlm();
    await expect(keyless.connect(new AbortController().signal)).rejects.toThrow('GEMINI_API_KEY');
    await expect(collect(keyless.stream(llmRequest('hi')))).rejects.toMatchObject({ code: 'provider_auth' });
  });

  it('reports a wrong key when it connects', async () => {
    emulator.misbehave = 'wrong_key';
    await expect(sut.connect(new AbortController().signal)).rejects.toMatchObject({ code: 'provider_auth' });
  });

  it('sends the environment’s values for Google to no other address', async () => {
    vi.stubEnv('GEMINI_API_KEY', 'key-env');
    vi.stubEnv('GOOGLE_API_KEY', 'key-env');
    vi.stubEnv('GOOGLE_GENAI_USE_VERTEXAI', 'true');
    emulator.apiKey = undefined;
    await sut.onModuleDestroy();
    sut = new GoogleLlm({ baseURL: emulator.baseURL });
    expect(await textOf(sut.stream(llmRequest('hi')))).toBe('Hello.');
    expect(JSON.stringify(emulator.requests[0]?.headers)).not.toMatch(/-env/);
  });

  it('lists the chat models of the account', async () => {
    const options = { baseURL: emulator.baseURL, apiKey: 'emulator-key' };
    expect(await googleLlm.listCatalogue?.(options, new AbortController().signal)).toEqual({
      models: ['gemini-3.8-flash', 'gemini-3.5-flash-lite'],
    });
    await vi.waitFor(() => expect(emulator.server.openConnections).toBe(0));
  });
});
