import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/**
 * Runs a benchmark script in its own process, with nothing else in its heap or on its event loop.
 * @returns the JSON that it printed
 * @throws Error if the script fails
 */
export async function runAlone<Result>(script: URL, args: string[], flags: string[] = []): Promise<Result> {
  const file = fileURLToPath(script);
  const child = spawn(process.execPath, [...flags, file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed, [code]] = await Promise.all([
    text(child.stdout),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}:\n${printed}`);
  return JSON.parse(printed) as Result;
}
