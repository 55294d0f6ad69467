import { FakeClock } from '../../../common/clock/testing/fake-clock.js';
import { setImmediate as nextTick } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collect, llmRequest, textOf } from '../../../../../testing/contracts/llm/llm-request.js';
import {
  OpenAiLlmEmulator,
  streamWords,
  sendError,
} from '../../../../../testing/emulators/llm/openai-llm.js';
import { describeLlmContract } from '../../../../../testing/contracts/llm/llm-contract.js';
import { describeNoModelContract } from '../../../../../testing/contracts/llm/no-model-contract.js';
import { EmbeddedLlm } from './embedded.js';

async function startServer() {
  const emulator = await new OpenAiLlmEmulator().start();
  emulator.apiKey = undefined;
  return emulator;
}

describeLlmContract({
  name: 'embedded, with a model on this computer,',
  async start() {
    const emulator = await startServer();
    const addresses = [emulator.server.address];
    const provider = new EmbeddedLlm({ addresses, probeTimeoutMs: 5_000 });
    await provider.connect(new AbortController().signal);
    // The connection is idle a moment after its answer was read.
    await nextTick();
    return { emulator, provider };
  },
});

describeNoModelContract('embedded, without one,', () => new EmbeddedLlm({ probe: false }));

let server: OpenAiLlmEmulator;
let clock: FakeClock;
let suts: EmbeddedLlm[];

beforeEach(async () => {
  clock = new FakeClock();
  suts = [];
  server = await startServer();
  server.script = streamWords('Because of the air.');
});

afterEach(async () => {
  for (const sut of suts) await sut.onModuleDestroy();
  await server[Symbol.asyncDispose]();
});

function createSut() {
  const addresses = [server.server.address];
  const sut = new EmbeddedLlm({ addresses, probeTimeoutMs: 5_000 }, clock);
  suts.push(sut);
  return sut;
}
const events = (sut: EmbeddedLlm, said: string) => collect(sut.stream(llmRequest(said)));
const ask = (sut: EmbeddedLlm, said: string) => textOf(sut.stream(llmRequest(said)));
const NO_MODEL = [{ type: 'no_model' }];

describe(EmbeddedLlm.name, () => {
  it('asks the language model on this computer', async () => {
    const sut = createSut();
    expect(sut.name).toBe('skills');
    expect(await ask(sut, 'why is the sky blue')).toBe('Because of the air.');
    expect(sut.name).toBe('llama3.2:3b');
    expect(sut.localNames).toEqual(['llama3.2:3b']);
  });

  it('reports that there is no model, and notices a started one within ten seconds', async () => {
    const { models } = server;
    server.models = [];
    const sut = createSut();
    expect(await events(sut, 'why is the sky blue')).toEqual(NO_MODEL);
    expect(await events(sut, 'hello')).toEqual(NO_MODEL);
    server.models = models;
    clock.advance(9_999);
    expect(await events(sut, 'why is the sky blue')).toEqual(NO_MODEL);
    expect(server.modelRequests).toBe(1);
    clock.advance(1);
    expect(await ask(sut, 'why is the sky blue')).toBe('Because of the air.');
  });

  it('remembers that a model hides its thoughts, and mistakes them for an answer only once', async () => {
    const sut = createSut();
    server.script = streamWords('It is noon. I say ', 'so.</think>It is noon.');
    await expect(ask(sut, 'what time is it')).rejects.toMatchObject({ beginsAgain: true });
    expect(await ask(sut, 'what time is it')).toBe('It is noon.');
    expect(server.modelRequests).toBe(1);
  });

  it('looks for a model again after a failure', async () => {
    const sut = createSut();
    server.script = (response) => sendError(response, 404, 'model not found');
    await expect(ask(sut, 'why is the sky blue')).rejects.toThrow('llama3.2:3b');
    server.models = ['qwen3:4b'];
    server.script = streamWords('Hi.');
    expect(await ask(sut, 'why is the sky blue')).toBe('Hi.');
    expect(server.requests.at(-1)?.body.model).toBe('qwen3:4b');
  });

  it('does not look for a model if that is turned off', async () => {
    const sut = new EmbeddedLlm({ probe: false, addresses: [server.server.address] });
    expect(await events(sut, 'why is the sky blue')).toEqual(NO_MODEL);
    expect(server.modelRequests).toBe(0);
  });

  it('sends no question if it was aborted before', async () => {
    const request = llmRequest('hello', { signal: AbortSignal.abort() });
    await collect(createSut().stream(request)).catch(() => undefined);
    expect(server.requests).toEqual([]);
  });
});
