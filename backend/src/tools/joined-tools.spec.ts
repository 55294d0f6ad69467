import { describe, expect, it } from 'vitest';
import { JoinedTools } from './joined-tools.js';
import type { Tools } from './tools.port.js';

const source = (description: string, ...names: string[]): Tools => ({
  list: () => names.map((name) => ({ name, description, parameters: {} })),
  run: async (call) => `${description} ran ${call.name}`,
  call: async (name) => ({ ok: true, by: description, name }),
});

describe(JoinedTools.name, () => {
  const signal = new AbortController().signal;
  const sut = new JoinedTools([source('browser', 'click', 'scroll'), source('mcp', 'files__read', 'click')]);
  const run = (name: string) => sut.run({ id: '1', name, arguments: '' }, 1, signal);

  it('lists each name once, from the first source that has it', () => {
    expect(sut.list().map(({ name, description }) => [name, description])).toEqual([
      ['click', 'browser'],
      ['scroll', 'browser'],
      ['files__read', 'mcp'],
    ]);
  });

  it('has a call run where it is listed', async () => {
    expect(await run('files__read')).toBe('mcp ran files__read');
    expect(await run('click')).toBe('browser ran click');
    expect(await sut.call('click', {}, 1, signal)).toMatchObject({ by: 'browser' });
    expect(await run('unknown'), 'the first says that there is none').toBe('browser ran unknown');
  });
});
