import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../llm.port.js';
import { AnswerCalls, MAX_TOOL_CALLS } from './answer-calls.js';

const call = (id: string) => ({ id, name: 'weather', arguments: '{}' });

describe(AnswerCalls.name, () => {
  it.each([
    ['new ids', [], ['a', 'b'], ['a', 'b']],
    ['one id twice', [], ['call_0', 'call_0', 'call_0'], ['call_0', 'call_0_2', 'call_0_3']],
    ['an id of an earlier answer', ['call_0'], ['call_0', 'call_1'], ['call_0_2', 'call_1']],
    ['an id that is made', ['call_0', 'call_0_2'], ['call_0'], ['call_0_3']],
  ])('tells calls with %s apart', (_what, before, ids, expected) => {
    const messages: ChatMessage[] = [
      { role: 'user', content: 'go' },
      { role: 'assistant', content: '', toolCalls: before.map(call) },
    ];
    const sut = new AnswerCalls(messages);
    expect(ids.map((id) => sut.add(call(id))?.id)).toEqual(expected);
  });

  it('gives calls without an id one that no call of any answer has', () => {
    const ids = [new AnswerCalls([]), new AnswerCalls([])].flatMap((sut) =>
      ['', ''].map((id) => sut.add(call(id))!.id),
    );
    expect(new Set(ids).size).toBe(4);
    expect(ids).not.toContain('');
  });

  it('limits the number of calls', () => {
    const sut = new AnswerCalls([]);
    const added = Array.from({ length: MAX_TOOL_CALLS + 2 }, () => sut.add(call('a')));
    expect(added.filter(Boolean)).toHaveLength(MAX_TOOL_CALLS);
  });
});
