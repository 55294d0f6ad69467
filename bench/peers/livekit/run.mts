/** Runs LiveKit Agents under the script of the orchestrator benchmark, and prints its figures as JSON. */
import { initializeLogger } from '@livekit/agents';
import { readFileSync } from 'node:fs';
import { median, percentile } from '../../lib/stats.ts';
import { coughs, interruptions } from '../../orchestrator/barge-in.ts';
import type { Enter } from '../../orchestrator/contestant.ts';
import { addedLatencies } from '../../orchestrator/latency.ts';
import type { PeerFigure, PeerFigures } from '../../orchestrator/peer-figures.ts';
import { answer } from '../../orchestrator/script.ts';
import { livekit } from './contestant.mts';

initializeLogger({ pretty: false, level: 'fatal' });
const turns = Number(process.argv[2]);
const { version } = JSON.parse(
  readFileSync(new URL('node_modules/@livekit/agents/package.json', import.meta.url), 'utf8'),
) as { version: string };
const result: PeerFigures = {
  version,
  default: await figures(livekit('default')),
  tuned: await figures(livekit('tuned')),
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));

async function figures(enter: Enter): Promise<PeerFigure> {
  const [added] = await addedLatencies(answer({ msPerWord: 20 }), turns, [enter]);
  const early = await interruptions(enter, [700, 1_700], true);
  const late = await interruptions(enter, [3_600, 4_600], true);
  const cough = await coughs(enter, 300, [3_100, 3_400], 24);
  return {
    addedP50: median(added!),
    addedP95: percentile(added!, 0.95),
    stoppedMs: Math.max(...late.map(({ stoppedMs }) => stoppedMs)),
    stoppedEarlyMs: Math.max(...early.map(({ stoppedMs }) => stoppedMs)),
    deadAirMs: Math.max(...cough.map(({ deadAirMs }) => deadAirMs)),
  };
}
