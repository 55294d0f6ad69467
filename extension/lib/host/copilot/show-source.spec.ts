import { describe, expect, it } from 'vitest';
import type { CheckedCall } from '../../tools/calls/record-call';
import type { ToolResult } from '../../tool-contract/tool-results';
import type { CopilotEvent } from '../../session/state/copilot-state';
import { INITIAL_STATE } from '../../session/state/session-state';
import { showSource } from './show-source';

const SOURCE = { text: 'Tea is hot.', title: 'Tea', tab: 7, isShowable: true };
const FOUND = { ok: true, matches: [], total: 1 } as unknown as ToolResult;
const NOT_FOUND = { ok: true, matches: [], total: 0 } as unknown as ToolResult;
const CLOSED: ToolResult = { ok: false, error: 'There is no such tab.' };

describe(showSource, () => {
  it.each<[string, number | null, ToolResult, ToolResult, boolean, string[]]>([
    ['in its tab', 7, FOUND, FOUND, true, ['switch_tab {"tab":7}', 'find_in_page {"text":"Tea is hot."}']],
    ['in the tab that is open', null, FOUND, FOUND, true, ['find_in_page {"text":"Tea is hot."}']],
    ['not, if the tab is closed', 7, CLOSED, FOUND, false, ['switch_tab {"tab":7}']],
    ['not, if the text is gone', null, FOUND, NOT_FOUND, false, ['find_in_page {"text":"Tea is hot."}']],
  ])('shows it %s', async (_, tab, switched, found, isShown, calls) => {
    const ran: CheckedCall[] = [];
    const run = async (call: CheckedCall) => {
      ran.push(call);
      return call.name === 'switch_tab' ? switched : found;
    };
    const turn = { key: '1.3', turnId: 3, user: null, assistant: null, metrics: null };
    const events: CopilotEvent[] = [];
    const session = {
      state: () => ({ ...INITIAL_STATE, turns: [{ ...turn, source: { ...SOURCE, tab } }] }),
      apply: (event: CopilotEvent) => events.push(event),
    };
    await showSource('1.3', session, { run });
    expect(events).toEqual([{ type: 'source_looked_for', turnKey: '1.3', isMissing: !isShown }]);
    expect(ran.map((call) => `${call.name} ${JSON.stringify(call.arguments)}`)).toEqual(calls);
    expect(ran.every(({ turnId }) => turnId === 3)).toBe(true);
  });
});
