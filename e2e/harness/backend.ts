import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BACKEND, BACKEND_OPTIONS, ROOT } from '../../scripts/project.ts';
import { CLOSED_ADDRESS } from '../../testing/closed-address.ts';
import { shareExtensionKey } from './handshake/extension-key.ts';

export interface Backend {
  port: number;
  url: string;
  process: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Waits until its models are loaded: before that a first turn is slow. */
  ready(): Promise<void>;
  /** Stops it at once, or with SIGTERM in order, and waits for its exit. @returns the exit code, or null if a signal ended it */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface BackendOptions {
  port?: number;
  /** Becomes the config file. */
  config?: Record<string, unknown>;
  env?: Record<string, string>;
}

/**
 * For tests: V8 compiles the models' WebAssembly once more to make it faster, which takes a third of the processor time of a
 * start. Detecting and speaking need no more time without it.
 */
const TEST_OPTIONS = process.env['VITEST'] ? ['--liftoff-only'] : [];

/** Config for tests without speech: loading PocketSphinx takes half of the processor time of a start. */
export const NO_LOCAL_STT = {
  stt: { provider: 'openai-compatible', options: { baseURL: `http://${CLOSED_ADDRESS}/v1` } },
};

/**
 * Starts the built backend as `npm run serve` does, by default on a free port. It knows the built extension.
 * @throws Error with its output, if it exits before it listens
 */
export async function startBackend({ port = 0, config, env = {} }: BackendOptions = {}): Promise<Backend> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-test-'));
  const configFile = join(folder, 'config.json');
  // Always written: the developer's own config file must not apply.
  writeFileSync(configFile, JSON.stringify(config ?? {}));
  const settings = { EARSHOT_CONFIG: configFile, EARSHOT_DATA: join(folder, 'data'), ...env };
  shareExtensionKey(settings.EARSHOT_DATA);
  const child = spawn(process.execPath, [...BACKEND_OPTIONS, ...TEST_OPTIONS, BACKEND], {
    cwd: ROOT,
    env: { ...withoutSettings(process.env), PORT: String(port), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that fails before it stops its backend must not leave it behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let printed = '';
  child.stderr.on('data', (data) => (printed += String(data)));
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
      resolve(code);
    }),
  );
  const listening = new Promise<{ scheme: string; port: number }>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      printed += `${line}\n`;
      const at = /listens on (wss?):\/\/[^ "]*:(\d+)/.exec(line);
      if (at) resolve({ scheme: at[1]!, port: Number(at[2]) });
    });
  });
  const got = await Promise.race([listening, ended.then(() => undefined)]);
  if (got === undefined) throw new Error(`The backend exited before it listened:\n${printed}`);
  const url = `${got.scheme}://127.0.0.1:${got.port}`;
  return {
    port: got.port,
    url,
    process: child,
    output: () => printed,
    ready: async () => {
      const isReady = async () => {
        // A backend that loads its models may answer late, when a kept connection has timed out already.
        const response = await fetch(`${url.replace('ws', 'http')}/health/ready`, {
          headers: { connection: 'close' },
        });
        await response.arrayBuffer();
        return response.ok;
      };
      while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    stop: (signal = 'SIGINT') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Removes the developer's own keys and settings, which would select cloud providers. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/_(?:API|TTS)_KEY$/.test(name) && !name.startsWith('EARSHOT_')),
  );
}
