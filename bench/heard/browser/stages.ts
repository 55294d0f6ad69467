import type { WireTap } from '../../../e2e/harness/wire-tap.ts';

/** What passed between the browser and the backend in that time, with its distance from a moment: for the eye. */
export function stagesBetween(wire: WireTap, fromMs: number, toMs: number, zeroMs: number): string {
  const stages = wire.fromServer.flatMap((message, i) => {
    const atMs = performance.timeOrigin + wire.fromServerAt[i]!;
    if (atMs < fromMs || atMs > toMs) return [];
    const stage = stageOf(message);
    return stage === undefined ? [] : [`${stage} ${Math.round(atMs - zeroMs)}`];
  });
  return stages.join(', ');
}

function stageOf(message: WireTap['fromServer'][number]): string | undefined {
  if (message.type === 'cmd' && message.name === 'tool_call') return message.data.name;
  if (message.type !== 'data' || message.name !== 'text_data' || !message.data.is_final) return undefined;
  const { role, text } = message.data;
  return text === '' ? undefined : `${role} "${text}"`;
}
