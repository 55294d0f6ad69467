import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../llm.port.js';
import { UniqueCallIds } from './unique-call-ids.js';

const call = (id: string) => ({ id, name: 'weather', arguments: '{}' });

describe(UniqueCallIds.name, () => {
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
    const sut = new UniqueCallIds(messages);
    expect(ids.map((id) => sut.unique(call(id)).id)).toEqual(expected);
  });
});
