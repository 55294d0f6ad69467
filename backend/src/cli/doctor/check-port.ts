import { once } from 'node:events';
import { get as getPlain } from 'node:http';
import { get as getEncrypted } from 'node:https';
import { createServer } from 'node:net';
import { json } from 'node:stream/consumers';
import type { EarshotConfig } from '../../config/config.dto.js';
import { commandWith } from '../../common/command-line.js';
import type { Finding } from './report.js';

const ANSWER_TIMEOUT_MS = 1_000;

/** Addresses of all networks: to ask a server that listens on them, those of this computer stand for them. */
const ANY_ADDRESS: Partial<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

export async function checkPort({
  host,
  port,
  tls,
}: Pick<EarshotConfig, 'host' | 'port' | 'tls'>): Promise<Finding> {
  const what = 'Port';
  if (port === 0) return { verdict: 'ok', what, found: 'any free port' };
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
    return { verdict: 'ok', what, found: `${port} is free` };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const found = code === 'EADDRINUSE' ? await earshotOn(host, port, tls !== undefined) : undefined;
    if (found) return { verdict: 'ok', what, found };
    return {
      verdict: 'bad',
      what,
      found:
        code === 'EADDRINUSE'
          ? `${port} is taken by another program`
          : `cannot listen on ${host}:${port} (${code})`,
      todo: `stop that program, or choose another port, ${commandWith('PORT=8766', 'npm start')}, and put it into the panel's settings`,
    };
  } finally {
    server.close();
  }
}

/** @returns what to say about an Earshot that listens there; undefined if it is another program */
async function earshotOn(host: string, port: number, usesTls: boolean): Promise<string | undefined> {
  const found = `Earshot already listens on ${port}`;
  if (await isEarshot(host, port, usesTls)) return found;
  // The config may have changed since it was started.
  if (!(await isEarshot(host, port, !usesTls))) return undefined;
  return `${found}, ${usesTls ? 'without' : 'with'} TLS: it has not been started again since the config was changed`;
}

async function isEarshot(host: string, port: number, usesTls: boolean): Promise<boolean> {
  const options = {
    host: ANY_ADDRESS[host] ?? host,
    port,
    path: '/health',
    agent: false as const,
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  };
  // It is only asked what it is, and its certificate may be for other names.
  const asked = usesTls ? getEncrypted({ ...options, rejectUnauthorized: false }) : getPlain(options);
  try {
    const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
    // The error for a client without a token has it, too.
    return typeof ((await json(response)) as { protocol?: unknown } | null)?.protocol === 'number';
  } catch {
    return false;
  } finally {
    asked.on('error', () => undefined).destroy();
  }
}
