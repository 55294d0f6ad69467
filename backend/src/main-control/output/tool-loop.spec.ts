import { describe, expect, it, vi } from 'vitest';
import type { LlmContext, LlmEvent, LlmRequest } from '../../llm/llm.port.js';
import { ScriptedLlm } from '../../../../testing/scripted-providers.js';
import { answerWithTools, type ToolLoop } from './tool-loop.js';
import { TooEarlyError } from './without-effects.js';

const calling = (id: string): LlmEvent => ({
  type: 'tool_call',
  call: { id, name: 'weather', arguments: '{}' },
});
const text = (words: string): LlmEvent => ({ type: 'text', text: words });

/** A model that gives these answers, one after the other, and then calls for ever. */
function setUp(answers: LlmEvent[][], more: Partial<ToolLoop> = {}) {
  const run = vi.fn(async (_call, _turnId: number, _signal: AbortSignal) => '"clear"');
  const llm = new ScriptedLlm(async function* () {
    yield* answers.shift() ?? [calling('again')];
  });
  const weather = { name: 'weather', description: '', parameters: {} };
  const loop: ToolLoop = {
    llm,
    tools: { list: () => [weather], run },
    turnId: 7,
    messages: [{ role: 'user', content: 'How is the weather?' }],
    context: {} as LlmContext,
    signal: new AbortController().signal,
    isWanted: () => true,
    ...more,
  };
  const words = async () => {
    const said: string[] = [];
    for await (const event of answerWithTools(loop)) said.push(event.text);
    return said;
  };
  return { llm, run, words, weather, loop };
}

const lastRequest = ({ requests }: { requests: LlmRequest[] }) => requests.at(-1)!;

describe(answerWithTools.name, () => {
  it('goes on with what the tools gave, and says it all', async () => {
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
      { role: 'tool', toolCallId: 'a', content: '"clear"' },
      { role: 'tool', toolCallId: 'b', content: '"clear"' },
    ]);
  });

  it('says what it has to say before the tools run', async () => {
    const said: string[] = [];
    const { loop, run } = setUp([[text('One moment.'), calling('a')]]);
    const running = new Promise<void>((resolve) => {
      run.mockImplementationOnce(() => {
        resolve();
        return new Promise(() => undefined);
      });
    });
    void (async () => {
      for await (const event of answerWithTools(loop)) said.push(event.text);
    })();
    await running;
    expect(said.join('')).toBe('One moment.\n');
  });

  it('runs nothing ahead of the end of the turn', async () => {
    const { run, words } = setUp([[calling('a')]], { isWanted: () => false });
    await expect(words()).rejects.toThrow(TooEarlyError);
    expect(run).not.toHaveBeenCalled();
  });

  it('runs tools in five steps at most, and tells the model that it was enough', async () => {
    const { llm, run, words } = setUp([]);
    await expect(words()).rejects.toMatchObject({ stage: 'llm', code: 'provider_unavailable' });
    expect(run).toHaveBeenCalledTimes(5);
    expect(llm.requests).toHaveLength(7);
    expect(lastRequest(llm).messages.at(-1)).toMatchObject({
      role: 'tool',
      content: expect.stringContaining('enough'),
    });
  });

  it('asks the model no more when the turn was cut off while a tool ran', async () => {
    const turn = new AbortController();
    const { llm, run, words } = setUp([[calling('a')]], { signal: turn.signal });
    run.mockImplementationOnce(async () => {
      turn.abort();
      return '';
    });
    expect(await words()).toEqual([]);
    expect(llm.requests).toHaveLength(1);
  });
});
