import { describe, expect, it } from 'vitest';
import { chatProblem } from './conversation-rules.js';

describe(chatProblem.name, () => {
  const conversation = (json: string) => [
    { role: 'assistant', tool_calls: [{ id: 'call_1', function: { arguments: json } }] },
    { role: 'tool', tool_call_id: 'call_1' },
  ];

  it('accepts a call with a result', () => {
    expect(chatProblem(conversation('{"city":"Rome"}'))).toBeUndefined();
  });

  it('refuses arguments that are not JSON', () => {
    expect(chatProblem(conversation('{"city":'))).toBe('the arguments of "call_1" are not valid JSON');
  });
});
