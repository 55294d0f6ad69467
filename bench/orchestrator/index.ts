/** The orchestrator alone: with scripted providers, all remaining latency is its own. */
import { median, percentile } from '../lib/stats.ts';
import { bare } from './contestants/bare.ts';
import { bareBargeIn } from './measures/bare-barge-in.ts';
import { conversation, conversationRows } from './conversation.ts';
import { densityRows } from './measures/density-rows.ts';
import { inProcess } from './contestants/in-process.ts';
import { addedLatencies } from './measures/latency.ts';
import { memoryRows } from './measures/memory-rows.ts';
import { startGateway } from './contestants/over-gateway.ts';
import type { ComparedRow, PeerFigures } from './figures.ts';
import { livekitRows } from './report.ts';
import { answer, clauseAnswer } from './script.ts';

export interface Effort {
  turns: number;
  densitySeconds: number;
  frames: number;
}

export const FULL: Effort = { turns: 20, densitySeconds: 15, frames: 100_000 };
/** A smoke run: its figures are not meant to be quoted. */
export const QUICK: Effort = { turns: 5, densitySeconds: 5, frames: 20_000 };

/** @param livekit the peer's figures, if it was run */
export async function benchOrchestrator(effort: Effort, livekit?: PeerFigures): Promise<ComparedRow[]> {
  const rows = [
    ...(await latencyRows(effort)),
    ...(await clauseRows(effort)),
    ...conversationRows(await conversation(inProcess), await conversation(bareBargeIn)),
    ...(await densityRows(effort.densitySeconds, livekit !== undefined)),
    ...(await memoryRows(effort.frames, livekit !== undefined)),
  ];
  return livekitRows(rows, livekit);
}

async function latencyRows({ turns }: Effort): Promise<ComparedRow[]> {
  const gateway = await startGateway();
  try {
    const script = answer({ msPerWord: 20 });
    const [floor, ours, served] = await addedLatencies(script, turns, [bare, inProcess, gateway.enter]);
    const row = (figure: string, values: number[], p: number, goal: number): ComparedRow => ({
      figure: `${figure}, ${p === 0.5 ? 'p50' : 'p95'} of ${turns} turns`,
      goal,
      unit: 'ms',
      ours: percentile(values, p),
      bare: percentile(floor!, p),
    });
    return [
      { ...row('added latency, 1 session', ours!, 0.5, 2), peer: 'addedP50' },
      { ...row('added latency, 1 session', ours!, 0.95, 5), peer: 'addedP95' },
      row('the same over the gateway', served!, 0.5, 4),
      row('the same over the gateway', served!, 0.95, 10),
    ];
  } finally {
    await gateway.stop();
  }
}

/** Latency beyond the ideal of 320 ms: the cost of waiting for a complete clause. It has no goal. */
async function clauseRows({ turns }: Effort): Promise<ComparedRow[]> {
  const script = clauseAnswer({ msPerWord: 20 });
  const [floor, ours] = await addedLatencies(script, turns, [bare, inProcess]);
  const figure = 'added latency, first clause of 10 tokens, p50';
  return [{ figure, unit: 'ms', ours: median(ours!), bare: median(floor!), peer: 'clauseP50' }];
}
