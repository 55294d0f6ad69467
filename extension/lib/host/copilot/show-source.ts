import type { ToolRunner } from '../../tools/calls/tool-runner';
import type { CopilotSession } from './copilot-session';

/** Shows where a turn's answer comes from: its tab, and in it the passage, lit. Says so if it is not there any more. */
export async function showSource(
  turnKey: string,
  session: CopilotSession,
  runner: Pick<ToolRunner, 'run'>,
): Promise<void> {
  const turn = session.state().turns.find(({ key }) => key === turnKey);
  if (!turn?.source?.isShowable) return;
  const { text, tab } = turn.source;
  const run = async (name: 'switch_tab' | 'find_in_page', args: Record<string, unknown>) => {
    const call = { callId: crypto.randomUUID(), turnId: turn.turnId, name, arguments: args };
    return runner.run(call, new AbortController().signal);
  };
  const isThere = tab === null || (await run('switch_tab', { tab })).ok;
  const found = isThere && (await run('find_in_page', { text }));
  const isMissing = !found || !found.ok || found.total === 0;
  session.apply({ type: 'source_looked_for', turnKey, isMissing });
}
