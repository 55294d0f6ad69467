/** Runs the programs of the image's test, where they are installed. */
import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../project.ts';

/** Of an image's list of files, and of a build's messages. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

export interface RunOptions {
  /** Shows what the program prints, as it comes. */
  isShown?: boolean;
  env?: NodeJS.ProcessEnv;
}

/** @returns how it ended, with `error` if it could not be started */
export const tryToRun = (
  program: string,
  args: readonly string[],
  { isShown = false, env = process.env }: RunOptions = {},
): SpawnSyncReturns<string> =>
  spawnSync(program, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env,
    maxBuffer: MAX_OUTPUT_BYTES,
    stdio: isShown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });

/** @returns what the program has printed @throws Error with its messages if it failed */
export function run(program: string, args: readonly string[], options?: RunOptions): string {
  const { error, status, stdout, stderr } = tryToRun(program, args, options);
  if (status === 0) return stdout?.trim() ?? '';
  const command = [program, ...args].join(' ');
  throw new Error(`${command} failed: ${error?.message ?? `${stdout ?? ''}${stderr ?? ''}`.trim()}`);
}

export const isInstalled = (program: string, versionArgs = ['--version']): boolean =>
  tryToRun(program, versionArgs).status === 0;

/** Waits for the end of a program without holding up this one. */
export async function waitFor(program: string, args: readonly string[]): Promise<void> {
  await once(spawn(program, args, { stdio: 'ignore' }), 'exit');
}
