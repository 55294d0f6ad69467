/** Runs LiveKit Agents under the orchestrator benchmark's script and prints its figures as JSON. */
import { readFileSync } from 'node:fs';
import { median, percentile } from '../../lib/stats.ts';
import { conversation } from '../../orchestrator/conversation.ts';
import { addedLatencies } from '../../orchestrator/measures/latency.ts';
import type { PeerFigure, PeerFigures } from '../../orchestrator/figures.ts';
import { answer, clauseAnswer } from '../../orchestrator/script.ts';
import { livekit, type SetupName } from './contestant.mts';

const turns = Number(process.argv[2]);
const { version } = JSON.parse(
  readFileSync(new URL('node_modules/@livekit/agents/package.json', import.meta.url), 'utf8'),
) as { version: string };
const result: PeerFigures = {
  version,
  default: await figures('default'),
  tuned: await figures('tuned'),
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));

async function figures(setup: SetupName): Promise<PeerFigure> {
  const enter = livekit(setup);
  const [added] = await addedLatencies(answer({ msPerWord: 20 }), turns, [enter]);
  const [clause] = await addedLatencies(clauseAnswer({ msPerWord: 20 }), turns, [enter]);
  return {
    addedP50: median(added!),
    addedP95: percentile(added!, 0.95),
    clauseP50: median(clause!),
    ...(await conversation(enter, livekit(setup, { synchronized: setup === 'tuned' }))),
  };
}
