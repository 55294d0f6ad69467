/** What the handshake adds to connecting, against the built backend. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { clientKey, EarshotClient, type ClientAuth } from '#client';
import {
  computerKeyId,
  ensureComputerKey,
  OWN_EXTENSION,
} from '../backend/src/auth/credentials/computer-key.ts';
import { NO_LOCAL_STT, startBackend } from '../e2e/harness/backend.ts';
import { median, percentile } from './lib/stats.ts';
import { atMost, type Row } from './lib/table.ts';

const GOAL_MS = 5;
const WARM_UP = 50;

/** Connects as the extension does. */
class ExtensionSocket extends WebSocket {
  constructor(url: string, protocols?: string[]) {
    super(url, protocols, { origin: OWN_EXTENSION });
  }
}

/** @param rounds how many connections of each kind, in turn @param series how often that is repeated */
export async function benchHandshake({ rounds, series }: { rounds: number; series: number }): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-handshake-'));
  const key = ensureComputerKey(folder);
  const backend = await startBackend({ config: NO_LOCAL_STT, env: { EARSHOT_DATA: folder } });
  try {
    await backend.ready();
    const shared = clientKey(computerKeyId(key), key);
    const auth = { origin: OWN_EXTENSION, keyFor: async () => shared };
    const measured = [];
    for (let i = 0; i < WARM_UP; i++) await connectMs(backend.url, i % 2 ? auth : undefined);
    for (let i = 0; i < series; i++) measured.push(await oneSeries(backend.url, auth, rounds));
    const added = measured.map(({ without, with: proven }) => median(proven) - median(without));
    for (const { without, with: proven } of measured)
      console.log(`Connecting without a handshake: ${summary(without)}; with one: ${summary(proven)}`);
    return [
      atMost(`added to connecting, median of ${series} series of ${rounds}`, median(added), GOAL_MS),
      atMost('added to connecting, most of them', Math.max(...added), GOAL_MS),
    ];
  } finally {
    await backend.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Alternates, so that noise of the machine affects both alike. */
async function oneSeries(url: string, auth: ClientAuth, rounds: number) {
  const times = { without: [] as number[], with: [] as number[] };
  for (let i = 0; i < rounds; i++) {
    times.without.push(await connectMs(url));
    times.with.push(await connectMs(url, auth));
  }
  return times;
}

/** From the start to the moment when the session may begin. */
async function connectMs(url: string, auth?: ClientAuth): Promise<number> {
  const client = new EarshotClient({
    WebSocket: auth ? ExtensionSocket : WebSocket,
    maxReconnectAttempts: 0,
    ...(auth && { auth }),
  });
  const opened = new Promise<void>((resolve, reject) => {
    client.onOpen(resolve);
    client.onClose(({ reason }) => reject(new Error(`The backend closed the connection: ${reason}`)));
  });
  const startedAt = performance.now();
  client.connect(url);
  await opened;
  const ms = performance.now() - startedAt;
  client.disconnect();
  return ms;
}

const summary = (ms: number[]): string =>
  `median ${median(ms).toFixed(1)} ms, p95 ${percentile(ms, 0.95).toFixed(1)} ms`;
