import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as store from '../../backend/src/auth/credentials/credential-store.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../../e2e/harness/backend.ts';
import { until } from '../../e2e/harness/cdp.ts';
import { authenticate, pair } from '../../e2e/harness/handshake/client-handshake.ts';
import { EXTENSION_ORIGIN } from '../../e2e/harness/handshake/extension-key.ts';
import { printedCode } from '../../e2e/harness/handshake/printed-code.ts';
import { ProtocolClient } from '../../e2e/harness/protocol-client.ts';
import { GUESSES, guessCredentials } from '../../testing/attacks/credential-guesses.ts';
import { built } from '../lib/built.ts';
import { median } from '../lib/stats.ts';
import { atLeast, atMost, type Row } from '../lib/table.ts';
import { whileAttacked } from './while-attacked.ts';

/** How often it is tried, with each kind of guess, whether the backend's own user gets in. */
const OWNER_TRIES = 20;

const PING_MEDIAN_MS = 100;
const PING_MOST_MS = 1_000;
const MEMORY_MIB = 600;
const GROWTH_MIB = 5;
const LOG_LINES = 20;

/** Guessed tokens, names of keys, proofs and pairing codes, in equal numbers. */
export async function benchGuesses(count: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-guesses-'));
  const preloaded = new URL('heap-report.ts', import.meta.url).href;
  const backend = await startBackend({
    config: NO_LOCAL_STT,
    env: { EARSHOT_DATA: folder, NODE_OPTIONS: `--import=${preloaded}` },
  });
  try {
    await backend.ready();
    const { CredentialStore } = await built<typeof store>('backend/src/auth/credentials/credential-store.js');
    const credentials = new CredentialStore(folder, console.error);
    const extension = await ProtocolClient.connect(backend.url, { origin: EXTENSION_ORIGIN });
    const key = await pair(extension, await printedCode(backend), EXTENSION_ORIGIN);
    const target = { port: backend.port, keyId: key.keyId, origin: EXTENSION_ORIGIN };
    const owner = { tries: 0, gotIn: 0 };
    const run = async () => {
      // Guesses have used up the one before.
      await credentials.pairing.make();
      owner.tries++;
      await Promise.all([
        ProtocolClient.connect(backend.url).then(async (program) => {
          program.command('ping', { t: 1 });
          await program.commandNamed('pong');
          program.socket.terminate();
        }),
        ProtocolClient.connect(backend.url, { origin: EXTENSION_ORIGIN }).then(async (again) => {
          await authenticate(again, key, EXTENSION_ORIGIN);
          again.socket.terminate();
        }),
      ]).then(
        () => owner.gotIn++,
        (error: unknown) => console.error(error),
      );
    };
    const kinds = Object.values(GUESSES);
    const each = Math.ceil(count / kinds.length);
    const guess = async (share: number) => {
      let gotIn = 0;
      const every = Math.ceil(share / OWNER_TRIES);
      for (const kind of kinds) gotIn += await guessCredentials(target, kind, share, { every, run });
      return gotIn;
    };
    const pid = backend.process.pid!;
    // Afterwards its maps have the size of their limits.
    let gotIn = await guess(Math.ceil(each / 10));
    const beforeMiB = await liveHeapMiB(backend);
    const linesBefore = backend.output().split('\n').length;
    const { result, pings, mostMiB } = await whileAttacked({ url: backend.url, pid }, () =>
      guess(each - Math.ceil(each / 10)),
    );
    gotIn += result;
    const grownMiB = (await liveHeapMiB(backend)) - beforeMiB;
    const lines = backend.output().split('\n').length - linesBefore;
    extension.socket.terminate();
    const what = `${each * kinds.length} guessed tokens, keys, proofs and codes`;
    return [
      atMost(`${what}: let in`, gotIn, 0, ''),
      atMost(`${what}: memory, most`, mostMiB, MEMORY_MIB, 'MiB'),
      atMost(`${what}: growth of its live heap`, grownMiB, GROWTH_MIB, 'MiB'),
      atMost(`${what}: another client's pings, median of ${pings.length}`, median(pings), PING_MEDIAN_MS),
      atMost(`${what}: the longest`, Math.max(...pings), PING_MOST_MS),
      atLeast(
        'meanwhile a program here and the paired extension got in',
        owner.gotIn,
        owner.tries,
        owner.tries,
      ),
      atMost('lines of log about them', lines, LOG_LINES, ''),
    ];
  } finally {
    await backend.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function liveHeapMiB(backend: Backend): Promise<number> {
  const url = await until(
    'the report of the heap',
    async () => /^live heap: (.+)$/m.exec(backend.output())?.[1],
  );
  const response = await fetch(url, { headers: { connection: 'close' } });
  return Number(await response.text());
}
