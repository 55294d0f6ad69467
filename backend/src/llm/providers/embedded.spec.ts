import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collect, llmRequest, textOf } from '../testing/llm-request.js';
import {
  saying,
  sendChunk,
  sendError,
  startOpenAiEmulator,
  type OpenAiEmulator,
} from '../testing/openai-emulator.js';
import { EmbeddedLlm } from './embedded.js';

let server: OpenAiEmulator;
let nowMs: number;

beforeEach(async () => {
  nowMs = 0;
  server = await startOpenAiEmulator(saying('Because of the air.'));
});

afterEach(() => server[Symbol.asyncDispose]());

const createSut = (addresses = [server.address]) =>
  new EmbeddedLlm({ addresses, probeTimeoutMs: 5_000 }, () => nowMs);
const ask = (sut: EmbeddedLlm, said: string) => textOf(sut.stream(llmRequest(said)));

describe(EmbeddedLlm.name, () => {
  it('asks the language model on this computer', async () => {
    const sut = createSut();
    expect(sut.name).toBe('skills');
    expect(await ask(sut, 'why is the sky blue')).toBe('Because of the air.');
    expect(sut.name).toBe('llama3.2:3b');
  });

  it.each([
    ['what is 23 times 17', '23 times 17 is 391.'],
    ['what time is it', "It's 9:05 AM."],
    ['stop talking', 'Okay.'],
  ])('has the skills answer "%s" even then', async (said, answer) => {
    expect(await ask(createSut(), said)).toBe(answer);
    expect(server.requests).toEqual([]);
  });

  it('sets a timer once, by the skills', async () => {
    const request = llmRequest('set a timer for five minutes');
    await collect(createSut().stream(request));
    expect(request.context.timers.list().map((timer) => timer.durationMs)).toEqual([300_000]);
    expect(server.requests).toEqual([]);
    request.context.timers.cancelAll();
  });

  it('leaves small talk and what it cannot do itself to the model', async () => {
    const sut = createSut();
    await ask(sut, 'hello');
    await ask(sut, 'summarize this page');
    expect(server.requests).toHaveLength(2);
  });

  it('has the model go on after a tool', async () => {
    const messages = [
      { role: 'user' as const, content: 'what time is it' },
      { role: 'assistant' as const, content: '', toolCalls: [{ id: 'a', name: 'clock', arguments: '{}' }] },
      { role: 'tool' as const, toolCallId: 'a', content: 'noon' },
    ];
    expect(await textOf(createSut().stream(llmRequest('', { messages })))).toBe('Because of the air.');
  });

  it('is the skills where there is no model, and notices within ten seconds when one was started', async () => {
    const { models } = server;
    server.models = [];
    const sut = createSut();
    expect(await ask(sut, 'why is the sky blue')).toMatch(/Start Ollama/);
    expect(await ask(sut, 'hello')).toBe('Hello. What can I do for you?');
    server.models = models;
    nowMs = 9_999;
    expect(await ask(sut, 'why is the sky blue')).toMatch(/Start Ollama/);
    expect(server.modelRequests).toBe(1);
    nowMs = 10_000;
    expect(await ask(sut, 'why is the sky blue')).toBe('Because of the air.');
  });

  it('falls back to the skills where the model fails before it said anything', async () => {
    server.script = (response) => sendError(response, 500, 'out of memory');
    const sut = createSut();
    expect(await ask(sut, 'hello')).toBe('Hello. What can I do for you?');
    await expect(ask(sut, 'why is the sky blue')).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('looks for a model again after one failed', async () => {
    const sut = createSut();
    server.script = (response) => sendError(response, 404, 'model not found');
    await expect(ask(sut, 'why is the sky blue')).rejects.toThrow('llama3.2:3b');
    server.models = ['qwen3:4b'];
    server.script = saying('Hi.');
    expect(await ask(sut, 'why is the sky blue')).toBe('Hi.');
    expect(server.requests.at(-1)?.body.model).toBe('qwen3:4b');
  });

  it('does not mix the skills into an answer that had begun', async () => {
    server.script = (response) => {
      sendChunk(response, { content: 'Hel' });
      response.socket?.destroySoon();
    };
    await expect(ask(createSut(), 'hello')).rejects.toThrow('broke off');
  });

  it('asks nobody when told so', async () => {
    const sut = new EmbeddedLlm({ probe: false, addresses: [server.address] });
    expect(await ask(sut, 'why is the sky blue')).toMatch(/Start Ollama/);
    expect(server.modelRequests).toBe(0);
  });

  it('says nothing once aborted', async () => {
    expect(await textOf(createSut().stream(llmRequest('hello', { signal: AbortSignal.abort() })))).toBe('');
    expect(server.requests).toEqual([]);
  });
});
