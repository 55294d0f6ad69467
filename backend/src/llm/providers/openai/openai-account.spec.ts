import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OpenAiLlmEmulator, sendError } from '../../../../../testing/emulators/llm/openai-llm.js';
import { untilAborted } from '../../../common/streams/until-aborted.js';
import { collect, llmRequest, textOf } from '../../../../../testing/contracts/llm/llm-request.js';
import { OpenAiLlm, openAiLlm } from './openai.js';
import type { OpenAiLlmOptions } from './options.js';

let server: OpenAiLlmEmulator;
let sut: OpenAiLlm;

function create(options: OpenAiLlmOptions): void {
  sut = new OpenAiLlm({ baseURL: server.baseURL, apiKey: 'emulator-key', model: 'llama3.2:3b', ...options });
}

beforeEach(async () => {
  server = await new OpenAiLlmEmulator().start();
  create({});
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await sut.onModuleDestroy();
  await server[Symbol.asyncDispose]();
});

describe(`${OpenAiLlm.name}: keys, connections and models`, () => {
  describe('with OpenAI itself', () => {
    const connect = (llm: OpenAiLlm) => llm.connect(new AbortController().signal);

    it('says where to put the missing key', async () => {
      const keyless = new OpenAiLlm();
      await expect(connect(keyless)).rejects.toThrow(
        'OpenAI needs an API key. Set OPENAI_API_KEY to a valid key from https://platform.openai.com/api-keys',
      );
      await expect(collect(keyless.stream(llmRequest('hi')))).rejects.toMatchObject({
        code: 'provider_auth',
      });
    });

    it('uses the default model without thinking, and asks for the tokens', async () => {
      const bodies: Record<string, unknown>[] = [];
      const http = {
        fetch: async (_input: unknown, init?: RequestInit) => {
          bodies.push(JSON.parse(String(init?.body)) as Record<string, unknown>);
          return Response.json({ error: { message: 'no' } }, { status: 500 });
        },
        hasIdleConnection: () => false,
        close: async () => undefined,
      };
      const own = (options: OpenAiLlmOptions) => new OpenAiLlm({ apiKey: 'k', ...options }, http);
      for (const options of [{ maxTokens: 9 }, { reasoningEffort: 'high' as const }, { model: 'gpt-4.1' }])
        await expect(collect(own(options).stream(llmRequest('hi')))).rejects.toThrow('HTTP 500');
      expect(bodies).toMatchObject([
        { model: 'gpt-6-luna', reasoning_effort: 'none', max_completion_tokens: 9 },
        { model: 'gpt-6-luna', reasoning_effort: 'high' },
        { model: 'gpt-4.1' },
      ]);
      for (const body of bodies) expect(body).toMatchObject({ stream_options: { include_usage: true } });
      expect(bodies[2]).not.toHaveProperty('reasoning_effort');
    });
  });

  describe('when it connects', () => {
    const connect = () => sut.connect(new AbortController().signal);

    it('reports a wrong key', async () => {
      server.misbehave = 'wrong_key';
      await expect(connect()).rejects.toMatchObject({ code: 'provider_auth' });
    });

    it('reports a missing key if the server requires one', async () => {
      create({ apiKey: undefined });
      await expect(connect()).rejects.toThrow(/needs an API key. Set .*"apiKey" in its options/);
    });

    it.each([
      [401, 'You have insufficient permissions for this operation. Missing scopes: api.model.read.'],
      [403, 'Forbidden.'],
      [404, 'Not found.'],
      [500, 'Oops.'],
    ])('ignores that it may not list the models (%i)', async (status, message) => {
      server.modelsAnswer = {
        status,
        body: { error: { message, type: 'invalid_request_error', code: null } },
      };
      await connect();
      expect(server.modelRequests).toBe(1);
    });

    it('fails after ten seconds', async () => {
      server.misbehave = 'stall';
      const late = new AbortController();
      const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late.signal);
      const connected = connect();
      await vi.waitFor(() => expect(server.modelRequests).toBe(1));
      late.abort(new DOMException('late', 'TimeoutError'));
      await expect(connected).rejects.toThrow('cannot be reached');
      expect(timeout).toHaveBeenCalledWith(10_000);
      timeout.mockRestore();
    });

    it('closes the connection on abort', async () => {
      server.misbehave = 'stall';
      const abort = new AbortController();
      const connected = untilAborted(sut.connect(abort.signal), abort.signal);
      await vi.waitFor(() => expect(server.modelRequests).toBe(1));
      abort.abort();
      await connected;
      await vi.waitFor(() => expect(server.server.openConnections).toBe(0));
    });
  });

  it('does not ask for a key if a server refuses a request without one (403)', async () => {
    server.script = (response) => sendError(response, 403, 'Forbidden.');
    create({ apiKey: undefined });
    await expect(collect(sut.stream(llmRequest('hi')))).rejects.not.toThrow(/API ?key/i);
  });

  it('sends the environment’s values for OpenAI to no other address', async () => {
    for (const name of ['OPENAI_API_KEY', 'OPENAI_ADMIN_KEY', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID'])
      vi.stubEnv(name, 'secret-env');
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-secret: secret-env');
    server.apiKey = undefined;
    create({ apiKey: undefined });
    await textOf(sut.stream(llmRequest('hi')));
    expect(JSON.stringify(server.requests[0]?.headers)).not.toMatch(/-env/);
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('lists the chat models', async () => {
    server.models = ['gpt-6-luna', 'gpt-4o-mini-tts', 'gpt-image-2', 'text-embedding-3-small', 'gpt-6-sol'];
    const options = { baseURL: server.baseURL, apiKey: 'emulator-key' };
    expect(await openAiLlm.listCatalogue?.(options, new AbortController().signal)).toEqual({
      models: ['gpt-6-luna', 'gpt-6-sol'],
    });
  });
});
