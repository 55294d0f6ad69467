import { describe, expect, it } from 'vitest';
import { ThinkTags } from './think-tags.js';

function read(deltas: string[]): { text: string; reasoning: string } {
  const sut = new ThinkTags();
  const result = { text: '', reasoning: '' };
  for (const event of [...deltas.flatMap((delta) => sut.push(delta)), ...sut.end()]) {
    if (event.type !== 'tool_call') result[event.type] += event.text;
  }
  return result;
}

describe(ThinkTags.name, () => {
  const whole = 'A<think>b < c</think>D < E';

  it('gives the same result for any split into deltas', () => {
    for (let i = 0; i <= whole.length; i++) {
      for (let j = i; j <= whole.length; j++) {
        const deltas = [whole.slice(0, i), whole.slice(i, j), whole.slice(j)];
        expect(read(deltas), JSON.stringify(deltas)).toEqual({ text: 'AD < E', reasoning: 'b < c' });
      }
    }
  });

  it('holds back only the possible start of a tag', () => {
    expect(new ThinkTags().push('2 < 3 ')).toEqual([{ type: 'text', text: '2 < 3 ' }]);
  });

  it('returns the start of a tag that was never completed', () => {
    expect(read(['so <th'])).toEqual({ text: 'so <th', reasoning: '' });
  });
});
