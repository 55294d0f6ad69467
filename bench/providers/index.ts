import { median } from '../lib/stats.ts';
import { atMost, type Row } from '../lib/table.ts';
import { startEmulators } from './emulated.ts';
import { measureLatencies } from './latency.ts';
import { measureLoadCosts } from './load-cost.ts';
import { addedMs, measureCrowd } from './sessions.ts';

export interface Effort {
  requests: number;
  loads: number;
  sessions: number;
  turns: number;
}

export const FULL: Effort = { requests: 200, loads: 5, sessions: 50, turns: 4 };
export const QUICK: Effort = { requests: 20, loads: 1, sessions: 10, turns: 2 };

export async function benchProviders({ requests, loads, sessions, turns }: Effort): Promise<Row[]> {
  const emulators = await startEmulators();
  try {
    const latencies = await measureLatencies(emulators, requests);
    const crowd = await measureCrowd(emulators.choices, { sessions, turns });
    const [framework, ...costs] = await measureLoadCosts(loads);
    const answered = crowd.together.length;
    return [
      ...latencies.map(({ name, medianMs, p95Ms }) =>
        atMost(`${name}: median (p95 ${p95Ms.toFixed(1)} ms)`, medianMs, 5),
      ),
      atMost(`one person alone: end of speech to first audio, median`, median(crowd.alone), 700),
      atMost(`${sessions} people at once: added to that, median`, addedMs(crowd, 0.5), 50),
      atMost(`${sessions} people at once: added to that, p95 of ${answered} turns`, addedMs(crowd, 0.95), 50),
      atMost(`${sessions} people at once: turns without an answer`, crowd.unanswered, 0, 'turns'),
      ...costs.map(({ name, ms, mib }) => ({
        figure: `loading ${name}, by who uses it`,
        value: `${Math.round(ms)} ms, ${Math.round(mib)} MiB`,
        goal: `(@nestjs/core: ${Math.round(framework!.ms)} ms, ${Math.round(framework!.mib)} MiB)`,
        met: true,
      })),
    ];
  } finally {
    await emulators.stop();
  }
}
