import { describe, expect, it, vi } from 'vitest';
import type { LlmContext, LlmEvent, LlmRequest } from '../../llm/llm.port.js';
import { ScriptedLlm } from '../../../../testing/scripted-providers.js';
import { textOf } from '../../../../testing/contracts/llm/llm-request.js';
import { NO_TOOLS } from '../../tools/tools.port.js';
import { answerWithTools, type ToolLoop } from './tool-loop.js';
import { Fence } from './task/fence.js';

const calling = (id: string): LlmEvent => ({
  type: 'tool_call',
  call: { id, name: 'weather', arguments: '{}' },
});
const text = (words: string): LlmEvent => ({ type: 'text', text: words });

const FENCE = new Fence();

/** A model that gives these answers in order and then calls tools for ever. */
function setUp(answers: LlmEvent[][], more: Partial<ToolLoop> = {}) {
  const run = vi.fn(async (_call, _turnId: number, _signal: AbortSignal) => '"clear"');
  const onToolCalls = vi.fn();
  const onToolResult = vi.fn();
  const llm = new ScriptedLlm(async function* () {
    yield* answers.shift() ?? [calling('again')];
  });
  const weather = { name: 'weather', description: '', parameters: {} };
  const loop: ToolLoop = {
    llm,
    tools: { ...NO_TOOLS, list: () => [weather], run },
    fence: FENCE,
    turnId: 7,
    messages: [{ role: 'user', content: 'How is the weather?' }],
    context: {} as LlmContext,
    signal: new AbortController().signal,
    confirmed: Promise.resolve(),
    ...{ onToolCalls, onToolResult },
    ...more,
  };
  const words = async () => {
    const said: string[] = [];
    for await (const event of answerWithTools(loop)) if ('text' in event) said.push(event.text);
    return said;
  };
  return { llm, run, words, weather, loop, onToolCalls, onToolResult };
}

const lastRequest = ({ requests }: { requests: LlmRequest[] }) => requests.at(-1)!;

describe(answerWithTools.name, () => {
  it('continues with the results of the tools, and yields all text', async () => {
    const { llm, run, words, weather } = setUp([
      [text('One moment.'), calling('a'), calling('b')],
      [text('It is clear.')],
    ]);
    expect(await words()).toEqual(['One moment.', '\n', 'It is clear.']);
    expect(run.mock.calls.map(([call, turnId]) => [call.id, turnId])).toEqual([
      ['a', 7],
      ['b', 7],
    ]);
    expect(lastRequest(llm).tools).toEqual([weather]);
    expect(lastRequest(llm).messages).toEqual([
      { role: 'user', content: 'How is the weather?' },
      { role: 'assistant', content: 'One moment.', toolCalls: [expect.anything(), expect.anything()] },
      { role: 'tool', toolCallId: 'a', content: FENCE.around('"clear"') },
      { role: 'tool', toolCallId: 'b', content: FENCE.around('"clear"') },
    ]);
  });

  it('lets the model say nothing after the tools only if it has said something before', async () => {
    const spoken = setUp([[text('One moment.'), calling('a')], []]);
    const silent = setUp([[calling('a')], []]);
    await Promise.all([spoken.words(), silent.words()]);
    expect(spoken.llm.requests.map(({ mayBeEmpty }) => mayBeEmpty)).toEqual([false, true]);
    expect(silent.llm.requests.map(({ mayBeEmpty }) => mayBeEmpty)).toEqual([false, false]);
  });

  it('reports the calls of each step before they run, and each result', async () => {
    const { run, words, onToolCalls, onToolResult } = setUp([
      [calling('a'), calling('b')],
      [calling('c')],
      [text('It is clear.')],
    ]);
    run.mockImplementation(async ({ id }) => {
      expect(onToolCalls).toHaveBeenLastCalledWith(
        id === 'c' ? [expect.objectContaining({ id })] : [expect.anything(), expect.anything()],
      );
      return `"${id}"`;
    });
    await words();
    expect(onToolCalls).toHaveBeenCalledTimes(2);
    expect(onToolResult.mock.calls).toEqual([
      ['a', '"a"'],
      ['b', '"b"'],
      ['c', '"c"'],
    ]);
  });

  it('yields the text before a call while the tool runs', async () => {
    const said: string[] = [];
    const { loop, run } = setUp([[text('One moment.'), calling('a')]]);
    const running = new Promise<void>((resolve) => {
      run.mockImplementationOnce(() => {
        resolve();
        return new Promise(() => undefined);
      });
    });
    void (async () => {
      for await (const event of answerWithTools(loop)) if ('text' in event) said.push(event.text);
    })();
    await running;
    expect(said.join('')).toBe('One moment.\n');
  });

  it('runs no tool before the turn is certain, and does not repeat the request', async () => {
    const confirmed = Promise.withResolvers<void>();
    const { llm, run, loop, onToolCalls } = setUp([[text('One moment.'), calling('a')], [text('Clear.')]], {
      confirmed: confirmed.promise,
    });
    const answer = textOf(answerWithTools(loop));
    await new Promise(setImmediate);
    expect(run).not.toHaveBeenCalled();
    expect(onToolCalls).not.toHaveBeenCalled();
    confirmed.resolve();
    expect(await answer).toBe('One moment.\nClear.');
    expect(run).toHaveBeenCalledOnce();
    expect(llm.requests).toHaveLength(2);
  });

  it('drops the call of a cancelled answer', async () => {
    const confirmed = Promise.withResolvers<void>();
    const turn = new AbortController();
    const { llm, run, words } = setUp([[calling('a')]], {
      confirmed: confirmed.promise,
      signal: turn.signal,
    });
    const said = words();
    await new Promise(setImmediate);
    turn.abort();
    confirmed.resolve();
    expect(await said).toEqual([]);
    expect(run).not.toHaveBeenCalled();
    expect(llm.requests).toHaveLength(1);
  });

  it('stops running tools after twelve steps, and tells the model so', async () => {
    const { llm, run, words } = setUp([]);
    run.mockImplementation(async () => `"clear at ${run.mock.calls.length}"`);
    await expect(words()).rejects.toMatchObject({ stage: 'llm', code: 'provider_unavailable' });
    expect(run).toHaveBeenCalledTimes(12);
    expect(llm.requests).toHaveLength(14);
    expect(lastRequest(llm).messages.at(-1)).toMatchObject({
      role: 'tool',
      content: expect.stringContaining('enough'),
    });
  });

  it('runs the calls of a step one after the other, also after one that failed', async () => {
    const { llm, run, words } = setUp([[calling('a'), calling('b'), calling('c')], [text('Done.')]]);
    let running = 0;
    run.mockImplementation(async ({ id }) => {
      expect(++running, 'one at a time').toBe(1);
      await new Promise(setImmediate);
      running--;
      return id === 'a' ? '{"ok":false,"error":"Covered.","denied":true}' : `"${id}"`;
    });
    expect(await words()).toEqual(['Done.']);
    expect(run.mock.calls.map(([call]) => call.id)).toEqual(['a', 'b', 'c']);
    const results = lastRequest(llm).messages.slice(-3);
    expect(results.map(({ content }) => content)).toEqual([
      FENCE.around('{"ok":false,"error":"Covered.","denied":true}'),
      FENCE.around('"b"'),
      FENCE.around('"c"'),
    ]);
  });

  it('stops at once when the turn is stopped: the request, the running call and those not begun', async () => {
    const stopped = new AbortController();
    const { llm, run, loop, onToolResult } = setUp([[calling('a'), calling('b'), calling('c')]], {
      signal: stopped.signal,
    });
    const deaf = Promise.withResolvers<string>();
    const running = new Promise<AbortSignal>((resolve) => {
      run.mockImplementationOnce((_call, _turnId, signal) => {
        resolve(signal);
        return deaf.promise;
      });
    });
    const said = textOf(answerWithTools(loop));
    const signal = await running;
    stopped.abort();
    expect(signal.aborted).toBe(true);
    expect(await said, 'ends though the tool does not').toBe('');
    expect(run).toHaveBeenCalledOnce();
    expect(llm.requests).toHaveLength(1);
    const notDone = expect.stringContaining('This was not done') as unknown;
    expect(onToolResult.mock.calls).toEqual([
      ['b', notDone],
      ['c', notDone],
    ]);
  });

  it('ends the request of the model when the turn is stopped', async () => {
    const stopped = new AbortController();
    const asked = Promise.withResolvers<AbortSignal>();
    const llm = new ScriptedLlm(async function* ({ signal }): AsyncGenerator<LlmEvent> {
      asked.resolve(signal);
      await new Promise(() => undefined);
    });
    const { loop } = setUp([], { llm, signal: stopped.signal });
    const said = textOf(answerWithTools(loop));
    const signal = await asked.promise;
    stopped.abort();
    expect(await said).toBe('');
    expect(signal.aborted).toBe(true);
  });

  it('tells what each call does just before it runs', async () => {
    const told: string[] = [];
    const click = { type: 'tool_call', call: { id: 'c', name: 'click', arguments: '{"ref":"e1"}' } } as const;
    const { run, words } = setUp([[calling('a'), click], [text('Done.')]], {
      onProgress: ({ text: words }) => told.push(words),
    });
    run.mockImplementation(async ({ id }) => {
      told.push(id);
      return `"${id}"`;
    });
    await words();
    expect(told).toEqual(['Using weather…', 'a', 'Clicking…', 'c']);
  });

  it('sends no further request when the answer is cancelled while a tool runs', async () => {
    const turn = new AbortController();
    const { llm, run, words, onToolResult } = setUp([[calling('a')]], { signal: turn.signal });
    run.mockImplementationOnce(async () => {
      turn.abort();
      return '';
    });
    expect(await words()).toEqual([]);
    expect(llm.requests).toHaveLength(1);
    expect(onToolResult, 'no result came').not.toHaveBeenCalled();
  });
});
