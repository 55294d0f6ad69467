import { describe, expect, it } from 'vitest';
import { ReasoningFilter, SpokenThoughtsError } from './reasoning-filter.js';

type Thinking = ConstructorParameters<typeof ReasoningFilter>[0];

function read(deltas: string[], thinking: Thinking = 'perhaps') {
  const sut = new ReasoningFilter(thinking);
  const result = { text: '', reasoning: '' };
  for (const event of [...deltas.flatMap((delta) => sut.push(delta)), ...sut.end()]) {
    if (event.type === 'text' || event.type === 'reasoning') result[event.type] += event.text;
  }
  return result;
}

describe(ReasoningFilter.name, () => {
  it.each([
    ['A<think>b < c</think>D < E', { text: 'AD < E', reasoning: 'b < c' }],
    ['◁think▷a◁/think▷B [x]', { text: 'B [x]', reasoning: 'a' }],
    ['The user asks.\n</think>Yes.', { text: 'Yes.', reasoning: 'The user asks.\n' }],
    ['analysisHm.assistantfinalYes.', { text: 'Yes.', reasoning: 'Hm.' }],
    ['<|channel|>analysis<|message|>a<|end|><|channel|>final<|message|>B', { text: 'B', reasoning: 'a' }],
    ['<|start|>assistant<|message|>Yes.', { text: 'Yes.', reasoning: '' }],
    ['Write `</think>` there.', { text: 'Write `</think>` there.', reasoning: '' }],
    ['Analysis is fun.', { text: 'Analysis is fun.', reasoning: '' }],
    ['İ<THINK>İİ</Think>Yes, İ.', { text: 'İYes, İ.', reasoning: 'İİ' }],
    ['<|channel|>İ final<|message|>Yes.', { text: '', reasoning: 'Yes.' }],
    ['Okay, so be it.', { text: 'Okay, so be it.', reasoning: '' }],
  ])('gives the same for any split of %j into deltas', (whole, expected) => {
    for (let i = 0; i <= whole.length; i++) {
      for (let j = i; j <= whole.length; j++) {
        const deltas = [whole.slice(0, i), whole.slice(i, j), whole.slice(j)];
        expect(read(deltas), JSON.stringify(deltas)).toEqual(expected);
      }
    }
  });

  it.each(['2 < 3 ', 'It is', 'Analyses', 'Users', 'Okay, it is'])('passes %j on at once', (delta) => {
    const sut = new ReasoningFilter('perhaps');
    expect(sut.push(delta)).toEqual([{ type: 'text', text: delta }]);
  });

  it('returns the start of a mark that was never completed', () => {
    expect(read(['so <th'])).toEqual({ text: 'so <th', reasoning: '' });
  });

  it('notices that it passed on thoughts as text', () => {
    expect(() => read(['The answer is noon. ', 'I say so.</think>It is noon.'])).toThrow(SpokenThoughtsError);
  });

  it('holds the text of a model back that hides its thoughts', () => {
    const sut = new ReasoningFilter('likely');
    expect(sut.push('The answer is noon. I say so.')).toEqual([]);
    expect(sut.push('</think>It is noon.')).toEqual([
      { type: 'reasoning', text: 'The answer is noon. I say so.' },
      { type: 'text', text: 'It is noon.' },
    ]);
    expect(sut.hidThoughts).toBe(true);
  });

  it('holds nothing back once the server separates the thoughts', () => {
    const sut = new ReasoningFilter('likely');
    sut.separated();
    expect(sut.push('It is noon.')).toEqual([{ type: 'text', text: 'It is noon.' }]);
  });

  it('leaves a closing mark in the text of a vendor that separates the thoughts', () => {
    const text = 'It closes with </think> then.';
    expect(read([text], 'never')).toEqual({ text, reasoning: '' });
  });

  it('takes time in proportion to the text that it holds back', () => {
    const sut = new ReasoningFilter('likely');
    for (let i = 0; i < 20_000; i++) sut.push('a <b');
    expect(sut.end().map((event) => ('text' in event ? event.text.length : 0))).toEqual([80_000]);
  });
});
