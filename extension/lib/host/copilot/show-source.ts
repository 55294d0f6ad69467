import type { AnswerSource } from '../../session/state/session-state';
import type { ToolRunner } from '../../tools/calls/tool-runner';

/** Shows where an answer comes from: its tab, and in it the passage, lit. @returns whether it is there */
export async function showSource(
  { text, tab }: AnswerSource,
  turnId: number,
  runner: Pick<ToolRunner, 'run'>,
): Promise<boolean> {
  const { signal } = new AbortController();
  const call = { callId: crypto.randomUUID(), turnId };
  if (tab !== null) {
    const shown = await runner.run({ ...call, name: 'switch_tab', arguments: { tab } }, signal);
    if (!shown.ok) return false;
  }
  const found = await runner.run({ ...call, name: 'find_in_page', arguments: { text } }, signal);
  return found.ok && found.total !== 0;
}
