import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OpenAiLlmEmulator, sendChunk, sendEnd } from '../../../../../testing/emulators/llm/openai-llm.js';
import { drained } from '../../../../../testing/drained.js';
import type { LlmContext } from '../../../llm/llm.port.js';
import { OpenAiLlm } from '../../../llm/providers/openai/openai.js';
import { ResilientLlm } from '../../../llm/resilient-llm.js';
import { NO_TOOLS } from '../../../tools/tools.port.js';
import { answerWithTools } from '../tool-loop.js';
import { Fence } from './fence.js';
import { SAID_WHEN_STUCK } from './stuck.js';

const SCROLL = { name: 'scroll', description: '', parameters: {} };

/** A delta with a part of a call. */
const part = (index: number, json: string, name?: string) => ({
  tool_calls: [
    { index, ...(name && { id: `c${index}`, type: 'function' }), function: { name, arguments: json } },
  ],
});

/** Sends deltas until the client leaves. */
async function endless(response: ServerResponse, delta: (n: number) => object): Promise<void> {
  for (let n = 0; !response.destroyed; n++) {
    sendChunk(response, delta(n) as Record<string, unknown>);
    if (response.writableNeedDrain) await drained(response);
    else await new Promise(setImmediate);
  }
}

/** One whole answer that calls a tool. */
function callOnce(response: ServerResponse, json: string): void {
  sendChunk(response, part(0, json, 'scroll'));
  sendEnd(response, 'tool_calls');
}

describe('a task with a server that', () => {
  let server: OpenAiLlmEmulator;
  let model: OpenAiLlm;
  let stop: AbortController;
  const run = vi.fn(async () => '{"ok":true,"changed":"nothing"}');

  beforeEach(async () => {
    run.mockClear();
    stop = new AbortController();
    server = await new OpenAiLlmEmulator().start();
    model = new OpenAiLlm({ baseURL: server.baseURL, apiKey: 'emulator-key', model: 'm' });
    await model.warmUp();
  });
  afterEach(async () => {
    await model.onModuleDestroy();
    await server[Symbol.asyncDispose]();
  });

  /** @param limits in ms, as short as a test of them can wait */
  async function outcome({ stallMs = 10_000, maxSilentMs = 10_000 } = {}) {
    const loop = {
      llm: new ResilientLlm([model], { stallMs }),
      tools: { ...NO_TOOLS, list: () => [SCROLL], run },
      ...{
        fence: new Fence(),
        turnId: 1,
        maxSilentMs,
        confirmed: Promise.resolve(),
        signal: stop.signal,
      },
      messages: [{ role: 'user' as const, content: 'Scroll.' }],
      context: {} as LlmContext,
    };
    try {
      for await (const _ of answerWithTools(loop));
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** Resolves when the server's last response is over. */
  function closed(): Promise<void> {
    return new Promise((resolve) => {
      const { script } = server;
      server.script = (response, request) => {
        response.once('close', resolve);
        return script!(response, request);
      };
    });
  }

  it.each<[string, (n: number) => object]>([
    ['thinks', () => ({ reasoning: 'Hmm. ' })],
    ['calls tools', (n) => part(n, '{}', 'scroll')],
    ['sends blank text after a word', (n) => ({ content: n === 0 ? 'Well' : ' ' })],
  ])('%s without end is given up', async (_, delta) => {
    server.script = (response) => endless(response, delta);
    const over = closed();
    expect(await outcome({ maxSilentMs: 500 })).toBe(SAID_WHEN_STUCK.silent);
    await over;
  });

  it.each<[string, string, string]>([
    ['makes the same call for ever', SAID_WHEN_STUCK.repeats, '{}'],
    ['writes no JSON', SAID_WHEN_STUCK.unusable, '{"pages":'],
  ])('%s is given up', async (_, message, json) => {
    server.script = (response) => callOnce(response, json);
    const over = closed();
    expect(await outcome()).toBe(message);
    await over;
  });

  it('writes arguments without end fails', async () => {
    const scripts: Promise<void>[] = [];
    server.script = (response) => {
      scripts.push(endless(response, (n) => part(0, 'x'.repeat(50_000), n === 0 ? 'scroll' : undefined)));
    };
    expect(await outcome()).toMatch(/language model/);
    await Promise.all(scripts);
    expect(run).not.toHaveBeenCalled();
  });

  it('stalls after a step fails', async () => {
    server.script = (response) => {
      if (server.requests.length === 1) callOnce(response, '{}');
      else sendChunk(response, { reasoning: 'Hmm.' });
    };
    expect(await outcome({ stallMs: 1_000 })).toMatch(/did not answer/);
    expect(run).toHaveBeenCalledOnce();
  });

  it('is in the middle of an answer has its connection closed when the turn is stopped', async () => {
    const begun = Promise.withResolvers<void>();
    server.script = (response) => {
      sendChunk(response, { reasoning: 'Hmm.' });
      begun.resolve();
    };
    const over = closed();
    const answer = outcome();
    await begun.promise;
    stop.abort();
    expect(await answer).toBeUndefined();
    await over;
  });
});
