import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/**
 * Runs a script of the benchmarks in a process of its own, with nothing else in its heap or on its event loop.
 * @returns what it printed, which must be JSON
 * @throws Error where it fails
 */
export async function runAlone<Result>(script: URL, args: string[], flags: string[] = []): Promise<Result> {
  const child = spawn(process.execPath, [...flags, script.pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed, [code]] = await Promise.all([
    text(child.stdout),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`${script.pathname} ${args.join(' ')} ended with ${code}:\n${printed}`);
  return JSON.parse(printed) as Result;
}
