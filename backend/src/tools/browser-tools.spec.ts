import { describe, expect, it } from 'vitest';
import { BROWSER_TOOLS, CORE_TOOLS } from './browser-tools.js';
import type { ToolDefinition } from './tools.port.js';

/** Of the extension, which a backend's file cannot import by its types. */
const DEFINITIONS = '../../../extension/lib/tools/definitions/tool-definitions.ts';

describe('the tools of the browser', () => {
  it('are those that the extension defines', async () => {
    const { TOOL_DEFINITIONS } = (await import(DEFINITIONS)) as { TOOL_DEFINITIONS: ToolDefinition[] };
    expect([...BROWSER_TOOLS].sort()).toEqual(TOOL_DEFINITIONS.map(({ name }) => name).sort());
    expect(BROWSER_TOOLS).toEqual(expect.arrayContaining([...CORE_TOOLS]));
  });
});
