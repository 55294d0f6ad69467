/** Starts and stops of agents, and many at once. */
import { runAlone } from '../lib/child.ts';
import { median, percentile } from '../lib/stats.ts';
import { atLeast, atMost, type Row } from '../lib/table.ts';
import type { Lifecycles } from './lifecycles.ts';

export interface AgentsEffort {
  starts: number;
  together: number;
}

export const ALL_AGENTS: AgentsEffort = { starts: 1_000, together: 50 };
export const SOME_AGENTS: AgentsEffort = { starts: 600, together: 20 };

/** What a leak of 2 KiB a start would be. */
const HEAP_GOAL_MIB = 2;

export async function benchAgents({ starts, together }: AgentsEffort): Promise<Row[]> {
  const script = new URL('lifecycles.ts', import.meta.url);
  const { usage, startMs, answered, ports, mibPerAgent, left } = await runAlone<Lifecycles>(
    script,
    [String(starts), String(together)],
    ['--expose-gc', '--max-semi-space-size=4'],
  );
  for (const { starts: count, heapMiB, rssMiB, handles, files } of usage)
    console.log(
      `After ${count} starts and stops: heap ${heapMiB.toFixed(1)} MiB, resident ${rssMiB.toFixed(0)} MiB, ` +
        `${handles} handles, ${files} files`,
    );
  const [first, last] = [usage[0], usage.at(-1)!];
  return [
    atMost(
      `handles after ${starts} starts and stops, more than before`,
      last.handles - first!.handles,
      0,
      '',
    ),
    atMost('open files, more than before', last.files - first!.files, 0, ''),
    atMost('heap a minute after them, more than before', last.heapMiB - first!.heapMiB, HEAP_GOAL_MIB, 'MiB'),
    atMost('agents left', left, 0, ''),
    atMost('start of an agent, median', median(startMs), 50),
    atMost('start of an agent, 99 of 100', percentile(startMs, 0.99), 500),
    atLeast('ports of agents at once', ports, together, together),
    atLeast('typed turns answered by them', answered, together, together),
    atMost('memory of one of them with its client and a turn', mibPerAgent, 2, 'MiB'),
  ];
}
