/** Starts and stops of agents, and many at once. */
import { runAlone } from '../lib/child.ts';
import { median, percentile } from '../lib/stats.ts';
import { atLeast, atMost, type Row } from '../lib/table.ts';
import type { Lifecycles, Usage } from './lifecycles.ts';

export interface AgentsEffort {
  starts: number;
  together: number;
}

export const ALL_AGENTS: AgentsEffort = { starts: 1_000, together: 50 };
export const SOME_AGENTS: AgentsEffort = { starts: 400, together: 20 };

/** What a leak of 2 KiB a start would be. The heap wavers by as much from one look to the next. */
const HEAP_GOAL_MIB = 2;

/** By how much the heap grows in 1,000 starts, by the method of least squares. */
function growthMiB(usage: readonly Usage[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const atStarts = mean(usage.map(({ starts }) => starts));
  const atHeap = mean(usage.map(({ heapMiB }) => heapMiB));
  const product = mean(usage.map(({ starts, heapMiB }) => (starts - atStarts) * (heapMiB - atHeap)));
  return (1_000 * product) / mean(usage.map(({ starts }) => (starts - atStarts) ** 2));
}

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
  const [first, ...rest] = usage;
  const last = rest.at(-1)!;
  return [
    atMost(
      `handles after ${starts} starts and stops, more than before`,
      last.handles - first!.handles,
      0,
      '',
    ),
    atMost('open files, more than before', last.files - first!.files, 0, ''),
    atMost('growth of the heap in 1,000 starts', growthMiB(rest), HEAP_GOAL_MIB, 'MiB'),
    atMost('agents left', left, 0, ''),
    atMost('start of an agent, median', median(startMs), 50),
    atMost('start of an agent, 99 of 100', percentile(startMs, 0.99), 500),
    atLeast('ports of agents at once', ports, together, together),
    atLeast('typed turns answered by them', answered, together, together),
    atMost('memory of one of them with its client and a turn', mibPerAgent, 2, 'MiB'),
  ];
}
