import { describe, expect, it } from 'vitest';
import { ThinkTags } from './think-tags.js';

function read(pieces: string[]): { text: string; reasoning: string } {
  const sut = new ThinkTags();
  const said = { text: '', reasoning: '' };
  for (const event of [...pieces.flatMap((piece) => sut.push(piece)), ...sut.end()]) {
    if (event.type !== 'tool_call') said[event.type] += event.text;
  }
  return said;
}

describe(ThinkTags.name, () => {
  const whole = 'A<think>b < c</think>D < E';

  it('reads the same wherever the pieces end', () => {
    for (let i = 0; i <= whole.length; i++) {
      for (let j = i; j <= whole.length; j++) {
        const pieces = [whole.slice(0, i), whole.slice(i, j), whole.slice(j)];
        expect(read(pieces), JSON.stringify(pieces)).toEqual({ text: 'AD < E', reasoning: 'b < c' });
      }
    }
  });

  it('holds nothing back that is no tag', () => {
    expect(new ThinkTags().push('2 < 3 ')).toEqual([{ type: 'text', text: '2 < 3 ' }]);
  });

  it('gives out the start of a tag that never came', () => {
    expect(read(['so <th'])).toEqual({ text: 'so <th', reasoning: '' });
  });
});
