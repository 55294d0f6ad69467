import { describe, expect, it } from 'vitest';
import type { OptionalPermission } from '../../browser/browser-calls';
import { toolDescriptions } from './tool-descriptions';

describe(toolDescriptions.name, () => {
  const described = (name: string, ...granted: OptionalPermission[]) =>
    toolDescriptions(granted).find((tool) => tool.name === name)!.description;

  it('offers all tools without asking, and says in few words what they do', () => {
    const tools = toolDescriptions([]);
    expect(tools).toHaveLength(32);
    expect(new Set(tools.map(({ policy }) => policy))).toEqual(new Set(['allow']));
    // About four characters a token.
    expect(JSON.stringify(tools).length / 4).toBeLessThan(2_250);
  });

  it('says what a permission changes', () => {
    expect(described('copy_text')).toContain("Earshot's clipboard");
    expect(described('copy_text', 'clipboard')).toContain('the clipboard');
    expect(described('bookmark_page')).toContain('not permitted');
    expect(described('bookmark_page', 'bookmarks')).toBe('Bookmarks the page.');
    expect(described('list_tabs')).toContain('not known');
    expect(described('list_tabs', 'hosts')).not.toContain('not known');
  });
});
