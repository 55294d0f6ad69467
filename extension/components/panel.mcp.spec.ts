// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { McpServerItem } from '#protocol';
import { call, click, show } from '../lib/testing/render-panel';

const FILES: McpServerItem = {
  name: 'files',
  state: 'running',
  tools: [
    { name: 'read', description: 'Reads a file.', policy: 'confirm', fixed: false },
    { name: 'delete', description: '', policy: 'off', fixed: true },
  ],
  left_out: 3,
};

const words = (element: Element) => element.textContent?.replace(/\s+/g, ' ').trim();

describe('the MCP servers in the settings', () => {
  const servers = () =>
    screen.getAllByTestId('mcp-server').map((server) => words(server.querySelector('summary')!));

  it('are shown with their state', async () => {
    const { change } = await show({ ...call, mcpServers: [FILES] });
    await click('Settings');
    expect(servers()).toEqual(["files Running, 2 tools. 3 more can't be used: too many, or too large."]);
    const failed: McpServerItem = { ...FILES, state: 'failed', problem: 'it ended with code 1', tools: [] };
    await change({ mcpServers: [failed, { ...FILES, name: 'web', state: 'starting', tools: [] }] });
    expect(servers()).toEqual(['files Not running: it ended with code 1.', 'web Starting…']);
  });

  it('are not mentioned without any', async () => {
    await show(call);
    await click('Settings');
    expect(screen.queryByText('Tools of other programs')).toBeNull();
  });

  it('let the user decide about each tool, except what the config decides', async () => {
    const { requests } = await show({ ...call, mcpServers: [FILES] });
    await click('Settings');
    const list = within(screen.getByTestId('mcp-server'));
    const choice = list.getByLabelText<HTMLSelectElement>('read of files');
    expect([...choice.options].map((option) => option.text)).toEqual(['Ask', 'Allow', 'Off']);
    await fireEvent.change(choice, { target: { value: 'allow' } });
    expect(requests).toEqual([{ type: 'mcp_policy', server: 'files', tool: 'read', policy: 'allow' }]);
    expect(list.queryByLabelText('delete of files')).toBeNull();
    expect(words(list.getAllByRole('listitem', { hidden: true })[1]!)).toBe('delete Off by the config');
  });
});
