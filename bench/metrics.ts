/** What metrics cost: two backends, one with and one without, and the same sessions talk to them in turn. */
import { readFileSync } from 'node:fs';
import type * as channelsModule from '../backend/src/common/telemetry/channels.ts';
import type * as defineModule from '../backend/src/common/telemetry/define-channel.ts';
import type * as metricsModule from '../backend/src/telemetry/metrics/metrics.ts';
import { endedTurn } from '../backend/src/telemetry/testing/ended-turn.ts';
import { startBackend, type Backend } from '../e2e/harness/backend.ts';
import { speak } from '../e2e/harness/microphone.ts';
import { ProtocolClient } from '../e2e/harness/protocol-client.ts';
import { freePort } from '../testing/free-port.ts';
import { fixturePcm, speechFixtures } from '../testing/speech-fixtures.ts';
import { built } from './lib/built.ts';
import { median } from './lib/stats.ts';
import { atLeast, atMost, type Row } from './lib/table.ts';
import { startEmulators, type EmulatedChoices } from './providers/emulated.ts';

export interface Effort {
  sessions: number;
  /** How often each backend is talked to. */
  rounds: number;
}

export const FULL: Effort = { sessions: 50, rounds: 12 };
export const QUICK: Effort = { sessions: 5, rounds: 2 };

/** The time of a round: the user speaks for two to three seconds and listens to the answer. */
const ROUND_MS = 8_000;

/** More often than Prometheus asks in `compose.yaml`, every 10 s. */
const SCRAPE_EVERY_MS = 4_000;

/** Ticks of /proc/<pid>/stat in a second, on every Linux. */
const TICKS_PER_SECOND = 100;

const CALLS = 5_000_000;
const TURNS = 200_000;
const SCRAPES = 300;
const IDLE_MS = 5_000;

const pcm = fixturePcm(speechFixtures('clean')[0]!);

export async function benchMetrics({ sessions, rounds }: Effort): Promise<Row[]> {
  const perCall = await publishNs();
  const reckoned = await reckonedShare(sessions);
  const { shares, answered } = await measure(sessions, rounds);
  const added = shares.map(({ on, off }) => on - off);
  const mean = added.reduce((sum, share) => sum + share, 0) / added.length;
  const variance = added.reduce((sum, share) => sum + (share - mean) ** 2, 0) / Math.max(1, added.length - 1);
  const standardError = Math.sqrt(variance / added.length).toFixed(2);
  return [
    {
      figure: `${sessions} sessions that talk, without metrics: share of a core, median`,
      value: `${median(shares.map(({ off }) => off)).toFixed(1)} %`,
      goal: '-',
      met: true,
    },
    atMost(`metrics add to that, mean of ${rounds} rounds (standard error ${standardError} %)`, mean, 1, '%'),
    atMost(`the same by the cost of each turn, of each scrape and of an idle process`, reckoned, 1, '%'),
    // The last turns of a round may end after it.
    atLeast(
      'turns that the metrics counted',
      answered,
      Math.floor(sessions * rounds * 0.8),
      sessions * rounds,
    ),
    atMost('one message to a channel without subscribers', perCall, 50, 'ns'),
  ];
}

async function publishNs(): Promise<number> {
  const { defineChannel } = await built<typeof defineModule>(
    'backend/src/common/telemetry/define-channel.js',
  );
  const channel = defineChannel<{ i: number }>('bench');
  const run = (calls: number) => {
    const startedAt = performance.now();
    for (let i = 0; i < calls; i++) channel.publish(() => ({ i }));
    return ((performance.now() - startedAt) * 1e6) / calls;
  };
  // The first includes JIT compilation.
  run(CALLS / 10);
  return median(Array.from({ length: 5 }, () => run(CALLS)));
}

/** Tighter than the difference of two loaded backends. @returns the share of a core in percent */
async function reckonedShare(sessions: number): Promise<number> {
  const { Metrics } = await built<typeof metricsModule>('backend/src/telemetry/metrics/metrics.js');
  const { turnEnded } = await built<typeof channelsModule>('backend/src/common/telemetry/channels.js');
  const idleBefore = await idleCpuMs();
  const metrics = new Metrics(() => sessions);
  try {
    const idleMs = Math.max(0, (await idleCpuMs()) - idleBefore);
    const turn = { ...endedTurn(), speculations: 2 };
    const turnMs = await cpuMsOf(TURNS, () => turnEnded.publish(() => turn));
    const scrapeMs = await cpuMsOf(SCRAPES, () => metrics.text());
    const perSecond = (sessions * turnMs * 1_000) / ROUND_MS + (scrapeMs * 1_000) / SCRAPE_EVERY_MS;
    return ((perSecond + (idleMs * 1_000) / IDLE_MS) / 1_000) * 100;
  } finally {
    metrics.close();
  }
}

/** @returns the processor time of this process in ms for each call */
async function cpuMsOf(calls: number, call: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / calls;
}

const idleCpuMs = (): Promise<number> =>
  cpuMsOf(1, () => new Promise((resolve) => setTimeout(resolve, IDLE_MS)));

/** @returns for each round the share of a core in percent, and how many turns the metrics counted */
async function measure(
  sessions: number,
  rounds: number,
): Promise<{ shares: { off: number; on: number }[]; answered: number }> {
  const emulators = await startEmulators();
  const port = await freePort();
  const backends: Backend[] = [];
  try {
    const start = async (metrics: object) => {
      const backend = await startBackend({ config: { ...configOf(emulators.choices), metrics } });
      backends.push(backend);
      await backend.ready();
      return { backend, people: await Promise.all(Array.from({ length: sessions }, () => enter(backend))) };
    };
    const [off, on] = [await start({}), await start({ port })];
    const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const round = async ({ backend, people }: typeof off) => {
      const before = cpuSeconds(backend);
      const startedAt = performance.now();
      // Both are asked for, so that the work of the asking side is the same.
      const timer = setInterval(() => void scrape(), SCRAPE_EVERY_MS);
      await Promise.all(people.map(talk));
      clearInterval(timer);
      return ((cpuSeconds(backend) - before) / ((performance.now() - startedAt) / 1_000)) * 100;
    };
    // The first rounds include JIT compilation.
    await round(off);
    await round(on);
    const shares: { off: number; on: number }[] = [];
    const before = turnsIn(await scrape());
    for (let i = 0; i < rounds; i++) {
      // Which is first changes, so that neither has the better of a load that grows.
      const first = i % 2 === 0 ? await round(off) : await round(on);
      const second = i % 2 === 0 ? await round(on) : await round(off);
      shares.push(i % 2 === 0 ? { off: first, on: second } : { off: second, on: first });
    }
    const answered = turnsIn(await scrape()) - before;
    for (const { people } of [off, on]) await Promise.all(people.map((client) => client.close()));
    return { shares, answered };
  } finally {
    await Promise.all(backends.map((backend) => backend.stop()));
    await emulators.stop();
  }
}

const configOf = ({ stt, llm, tts }: EmulatedChoices) => ({
  stt: stt['delayed'],
  llm: { ...llm['delayed'], skills: false },
  tts: tts['delayed'],
  conversation: { greeting: '' },
});

async function enter(backend: Backend): Promise<ProtocolClient> {
  const client = await ProtocolClient.connect(backend.url);
  client.command('session_start', { client: 'bench', greeting: false });
  await client.data('session');
  return client;
}

/** Says something, listens to the answer, and sends silence for the rest of the round. */
async function talk(client: ProtocolClient): Promise<void> {
  const microphone = speak(client, pcm);
  await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
  microphone.stop();
}

const turnsIn = (metrics: string): number =>
  [...metrics.matchAll(/^earshot_turns_total{.*} (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );

/** Time of all threads of a process, by Linux's /proc. */
function cpuSeconds({ process: { pid } }: Backend): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
