import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../testing/free-port.ts';

/** The proxy of the page reaches only these ports. */
const PROXIED_PORTS = { from: 8000, to: 9000 };

/** Time for the page's server to say that it is ready. */
const READY_MS = 120_000;

export interface PageServer {
  url: string;
  /** Everything it has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * Starts the page's own `server.js` in development mode.
 * @param folder the front end with its packages installed
 * @param agentsUrl where the page's requests to start, ping and stop an agent go
 * @throws Error that says what is missing
 */
export async function startPageServer(folder: string, agentsUrl: string): Promise<PageServer> {
  for (const needed of ['server.js', 'node_modules'])
    if (!existsSync(join(folder, needed)))
      throw new Error(
        `${folder} has no ${needed}. Name the folder of the front end after "npm install" in it.`,
      );
  const port = await freePort();
  const child = spawn(process.execPath, ['server.js'], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
      AGENT_SERVER_URL: agentsUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let printed = '';
  const ended = once(child, 'exit');
  const ready = new Promise<true>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        printed += String(data);
        if (printed.includes('> Ready on')) resolve(true);
      });
    }
  });
  const late = new Promise<void>((resolve) => setTimeout(resolve, READY_MS).unref());
  if ((await Promise.race([ready, ended, late])) !== true) {
    kill();
    throw new Error(`The page's server did not start:\n${printed}`);
  }
  return {
    url: `http://localhost:${port}/`,
    output: () => printed,
    stop: async () => {
      process.off('exit', kill);
      child.kill();
      await ended;
    },
  };
}

/** A free port that the page's proxy can reach. @throws Error if all are taken */
export async function freeProxiedPort(): Promise<number> {
  for (let port = PROXIED_PORTS.from; port <= PROXIED_PORTS.to; port++) {
    if (!(await isTaken(port))) return port;
  }
  throw new Error(`All ports from ${PROXIED_PORTS.from} to ${PROXIED_PORTS.to} are taken.`);
}

/** Whether a server listens there. */
export async function isTaken(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
