import { median, percentile } from '../lib/stats.ts';
import { atMost, type Row } from '../lib/table.ts';
import { startEmulators, type Emulators } from './emulated.ts';
import { measureCancels } from './cancel.ts';
import { measureLatencies } from './latency.ts';
import { measureLoadCosts } from './load-cost.ts';
import { addedMs, measureCrowd } from './sessions.ts';
import { measureStartUps } from './start-up.ts';

export interface Effort {
  requests: number;
  cancels: number;
  loads: number;
  sessions: number;
  turns: number;
}

export const FULL: Effort = { requests: 200, cancels: 50, loads: 5, sessions: 50, turns: 4 };
export const QUICK: Effort = { requests: 20, cancels: 10, loads: 1, sessions: 10, turns: 2 };

export async function benchProviders({ requests, cancels, loads, sessions, turns }: Effort): Promise<Row[]> {
  const emulators = await startEmulators();
  try {
    const latencies = await measureLatencies(emulators, requests);
    const cancelled = await whileSlow((slow) => measureCancels(slow, cancels));
    const startUps = await measureStartUps(loads);
    const crowd = await measureCrowd(emulators.choices, { sessions, turns });
    const [framework, ...costs] = await measureLoadCosts(loads);
    const answered = crowd.together.length;
    return [
      ...latencies.map(({ name, medianMs, p95Ms }) =>
        atMost(`${name}: median (p95 ${p95Ms.toFixed(1)} ms)`, medianMs, 5),
      ),
      ...cancelled.flatMap(({ name, endMs, freeMs }) => [
        atMost(`${name}: from cancel to nothing more, p95 (${medianOf(endMs)})`, percentile(endMs, 0.95), 50),
        atMost(
          `${name}: from cancel to a free server, p95 (${medianOf(freeMs)})`,
          percentile(freeMs, 0.95),
          250,
        ),
      ]),
      ...startUps.map(({ profile, listeningMs, sdks }) => ({
        figure: `start to listening, profile ${profile}`,
        value: `${Math.round(listeningMs)} ms`,
        goal: `SDKs loaded: ${sdks.join(', ') || 'none'}`,
        met: profile !== 'embedded' || sdks.length === 0,
      })),
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

const medianOf = (times: number[]): string => `median ${median(times).toFixed(1)} ms`;

async function whileSlow<T>(measure: (slow: Emulators) => Promise<T>): Promise<T> {
  const slow = await startEmulators(['--slow']);
  try {
    return await measure(slow);
  } finally {
    await slow.stop();
  }
}
