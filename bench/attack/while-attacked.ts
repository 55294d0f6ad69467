import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { residentMiB } from '../lib/process.ts';

const SAMPLE_MS = 100;
const AFTERWARDS_MS = 500;

export interface Attacked<Result> {
  result: Result;
  /** How long another client's pings took meanwhile, in ms. */
  pings: number[];
  /** The most memory of the backend meanwhile, in MiB. */
  mostMiB: number;
}

/** Runs an attack while another client, in a separate process, pings the backend. */
export async function whileAttacked<Result>(
  backend: { url: string; pid: number },
  attack: () => Promise<Result>,
): Promise<Attacked<Result>> {
  const script = fileURLToPath(new URL('bystander.ts', import.meta.url));
  const bystander = spawn(process.execPath, ['--conditions=source', script, backend.url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(bystander.stdout)[Symbol.asyncIterator]();
  await lines.next();
  let mostMiB = residentMiB(backend.pid);
  const timer = setInterval(() => (mostMiB = Math.max(mostMiB, residentMiB(backend.pid))), SAMPLE_MS);
  try {
    const result = await attack();
    // A short attack may have effects that last.
    await new Promise((resolve) => setTimeout(resolve, AFTERWARDS_MS));
    bystander.stdin.end();
    const { value } = (await lines.next()) as { value: string };
    return { result, pings: JSON.parse(value) as number[], mostMiB };
  } finally {
    clearInterval(timer);
    bystander.kill();
  }
}
