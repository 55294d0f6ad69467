import { describe, expect, it } from 'vitest';
import { MAX_TOOL_CALLS } from '../answer-calls.js';
import { ToolCallAssembler } from './tool-call-assembler.js';

describe(ToolCallAssembler.name, () => {
  it('accepts complete calls without an index', () => {
    const sut = new ToolCallAssembler();
    sut.push([{ id: 'a', function: { name: 'time', arguments: '{}' } }]);
    sut.push([{ function: { name: 'weather' } }, { id: 'c', function: { arguments: '{}' } }]);
    expect(sut.finish()).toEqual([
      { id: 'a', name: 'time', arguments: '{}' },
      { id: '', name: 'weather', arguments: '{}' },
    ]);
  });

  it('limits the number of calls', () => {
    const sut = new ToolCallAssembler();
    for (let index = 0; index <= MAX_TOOL_CALLS; index++) sut.push([{ index, function: { name: 'again' } }]);
    sut.push([{ index: 0, function: { arguments: '{"more":1}' } }]);
    expect(sut.finish()).toHaveLength(MAX_TOOL_CALLS);
    expect(sut.finish()[0]?.arguments).toBe('{"more":1}');
  });
});
