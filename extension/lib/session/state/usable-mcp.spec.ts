import { describe, expect, it } from 'vitest';
import { usableMcp } from './usable-mcp';

const TOOL = { name: 'read', description: 'Reads a file.', policy: 'confirm', fixed: false };
const SERVER = { name: 'files', state: 'running', tools: [TOOL], left_out: 2 };

describe(usableMcp.name, () => {
  it('keeps what is right', () => {
    const failed = { ...SERVER, state: 'failed', problem: 'it ended with code 1', tools: [] };
    expect(usableMcp([SERVER, failed])).toEqual([SERVER, failed]);
  });

  it.each([null, 'x', { 0: SERVER }, [null, 7, {}, { ...SERVER, name: '' }, { ...SERVER, state: 'great' }]])(
    'drops %j',
    (servers) => {
      expect(usableMcp(servers)).toEqual([]);
    },
  );

  it('drops what is wrong in a server, and cuts what is long', () => {
    const tools = [null, { ...TOOL, policy: 'yes' }, { ...TOOL, description: 7, fixed: 'no' }];
    const [server] = usableMcp([{ ...SERVER, tools, problem: 'x'.repeat(9_000), left_out: -1 }]);
    expect(server).toMatchObject({ tools: [{ ...TOOL, description: '' }], left_out: 0 });
    expect(server!.problem).toHaveLength(300);
    expect(usableMcp(Array(100).fill(SERVER))).toHaveLength(16);
    expect(usableMcp([{ ...SERVER, tools: Array(10_000).fill(TOOL) }])[0]!.tools).toHaveLength(64);
  });
});
