/** Starts and stops agents in a backend of this process, with `--expose-gc`. Prints its figures as JSON. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as agentsModule from '../../backend/src/agents/agents.service.js';
import type * as configModule from '../../backend/src/config/load-config.js';
import type * as appModule from '../../backend/src/create-app.js';
import { ProtocolClient } from '../../e2e/harness/protocol-client.ts';
import { built } from '../lib/built.ts';

export interface Usage {
  starts: number;
  heapMiB: number;
  rssMiB: number;
  /** Of the process: sockets, servers, timers. */
  handles: number;
  /** Open files and sockets; 0 where the system does not list them. */
  files: number;
}

/** Of Linux. */
const OPEN_FILES = '/proc/self/fd';

export interface Lifecycles {
  usage: Usage[];
  /** Of each start, in ms. */
  startMs: number[];
  /** Turns that were answered, of the agents at once. */
  answered: number;
  /** Listening ports of the agents at once. */
  ports: number;
  mibPerAgent: number;
  /** Agents that `list` shows at the end. */
  left: number;
}

const AT_ONCE = 10;
const REPORT_EVERY = 200;

/** Longer than timers of ended sessions and sockets may hold what they belong to. */
const SETTLE_MS = 65_000;

const [starts = 1_000, together = 50] = process.argv.slice(2).map(Number);
const collect = (globalThis as unknown as { gc(): void }).gc;

const folder = mkdtempSync(join(tmpdir(), 'earshot-agents-'));
const file = join(folder, 'config.json');
const settings = {
  maxSessions: 2 * together + 10,
  llm: { provider: 'skills' },
  log: { turns: false },
  conversation: { greeting: '' },
};
writeFileSync(file, JSON.stringify(settings));
const { loadConfig } = await built<typeof configModule>('backend/src/config/load-config.js');
const { createApp, listen } = await built<typeof appModule>('backend/src/create-app.js');
const { AgentsService } = await built<typeof agentsModule>('backend/src/agents/agents.service.js');
const config = await loadConfig({ PORT: '0', EARSHOT_CONFIG: file, EARSHOT_DATA: join(folder, 'data') });
const app = await createApp(config, false);
const port = await listen(app, config);
while (!(await fetch(`http://127.0.0.1:${port}/health/ready`)).ok) await sleep(100);
const agents = app.get(AgentsService, { strict: false });

const usage: Usage[] = [];
const startMs: number[] = [];
// The first ones load what is loaded once.
for (let i = 0; i < 50; i += AT_ONCE) await lifecycles(i);
startMs.length = 0;
usage.push(await measure(0));
for (let done = 0; done < starts; done += AT_ONCE) {
  await lifecycles(done);
  if ((done + AT_ONCE) % REPORT_EVERY === 0) usage.push(await measure(done + AT_ONCE));
}
await sleep(SETTLE_MS);
usage.push(await measure(starts));
const crowd = await atOnce();
const result: Lifecycles = { usage, startMs, ...crowd, left: agents.list().length };
console.log(JSON.stringify(result));
await app.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);

async function lifecycles(first: number): Promise<void> {
  const channels = Array.from({ length: AT_ONCE }, (_, i) => `channel-${first + i}`);
  await Promise.all(channels.map((channel, i) => lifecycle(channel, i)));
}

/** Of three agents, one has no client, one has a client that talks, and one a client that is lost. */
async function lifecycle(channel: string, i: number): Promise<void> {
  const at = await start(channel);
  if (i % 3 === 0) return agents.stop(channel);
  const client = await ProtocolClient.connect(`ws://127.0.0.1:${at}/ws/${at}`);
  client.command('session_start', { greeting: false });
  await client.data('session');
  if (i % 3 === 1) client.socket.terminate();
  await agents.stop(channel);
  await client.closed;
}

async function start(channel: string): Promise<number> {
  const startedAt = performance.now();
  const at = await agents.start({ channel });
  startMs.push(performance.now() - startedAt);
  return at;
}

/** Each agent answers a typed question. */
async function atOnce(): Promise<Pick<Lifecycles, 'answered' | 'ports' | 'mibPerAgent'>> {
  const before = await measure(0);
  const channels = Array.from({ length: together }, (_, i) => `together-${i}`);
  const ports = await Promise.all(channels.map(start));
  const clients = await Promise.all(ports.map((at) => ProtocolClient.connect(`ws://127.0.0.1:${at}/`)));
  const answers = await Promise.all(
    clients.map(async (client) => {
      client.command('text_input', { text: 'what is two times three' });
      return (await client.finalText('assistant')).text;
    }),
  );
  const during = await measure(0);
  for (const client of clients) client.socket.terminate();
  await Promise.all(channels.map((channel) => agents.stop(channel)));
  return {
    answered: answers.filter((text) => /\b6\b/.test(text)).length,
    ports: new Set(ports).size,
    mibPerAgent: (during.rssMiB - before.rssMiB) / together,
  };
}

async function measure(count: number): Promise<Usage> {
  // What a socket holds is freed in the callbacks after it is closed.
  for (let i = 0; i < 3; i++) {
    await sleep(100);
    collect();
  }
  const { heapUsed, rss } = process.memoryUsage();
  return {
    starts: count,
    heapMiB: heapUsed / 2 ** 20,
    rssMiB: rss / 2 ** 20,
    handles: process.getActiveResourcesInfo().length,
    files: existsSync(OPEN_FILES) ? readdirSync(OPEN_FILES).length : 0,
  };
}
