/** Start-up time with and without cloud providers, alternating so that noise affects both alike, and the loaded SDKs. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBackend } from '../../e2e/harness/backend.ts';
import { median } from '../lib/stats.ts';
import { SDKS } from './load-cost.ts';

export interface StartUp {
  profile: string;
  /** From process start to a listening socket, in ms. */
  listeningMs: number;
  /** SDKs loaded when the backend is ready. */
  sdks: string[];
}

/** Placeholder keys: no request is made before a session starts. */
const KEYS = {
  DEEPGRAM_API_KEY: 'none',
  OPENAI_API_KEY: 'none',
  ELEVENLABS_API_KEY: 'none',
};

const PROFILES: Record<string, Record<string, string>> = { embedded: {}, cloud: KEYS };

export async function measureStartUps(runs: number): Promise<StartUp[]> {
  const times: Record<string, number[]> = { embedded: [], cloud: [] };
  for (let run = 0; run < runs; run++) {
    for (const [profile, env] of Object.entries(PROFILES)) {
      const startedAt = performance.now();
      const backend = await startBackend({ config: { profile }, env });
      times[profile]!.push(performance.now() - startedAt);
      await backend.stop();
    }
  }
  const results: StartUp[] = [];
  for (const [profile, env] of Object.entries(PROFILES)) {
    results.push({ profile, listeningMs: median(times[profile]!), sdks: await sdksOf(profile, env) });
  }
  return results;
}

async function sdksOf(profile: string, env: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
  const file = join(folder, 'packages.json');
  const recorder = new URL('../../e2e/harness/record-modules.ts', import.meta.url);
  try {
    const backend = await startBackend({
      config: { profile },
      env: { ...env, NODE_OPTIONS: `--import=${recorder.href}`, PACKAGES: file },
    });
    await backend.ready();
    await backend.stop();
    const loaded = JSON.parse(readFileSync(file, 'utf8')) as string[];
    return SDKS.filter((name) => loaded.includes(name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
