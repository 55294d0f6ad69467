import { once } from 'node:events';
import { get as getPlain, type ClientRequest } from 'node:http';
import { get as getEncrypted } from 'node:https';
import { createServer } from 'node:net';
import { json, text } from 'node:stream/consumers';
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
  const code = await listenError(host, port);
  if (code === undefined) return { verdict: 'ok', what, found: `${port} is free` };
  const found = code === 'EADDRINUSE' ? await earshotOn(host, port, tls !== undefined) : undefined;
  if (found) return { verdict: 'ok', what, found };
  return {
    verdict: 'bad',
    what,
    found: foundTaken(host, port, code),
    todo: `stop that program, or choose another port, ${commandWith('PORT=8766', 'npm start')}, and put it into the panel's settings`,
  };
}

/** Says where the metrics are, and checks that they can be there: otherwise Earshot does not start. */
export async function checkMetrics({
  metrics: { host, port },
  port: clientsPort,
}: Pick<EarshotConfig, 'metrics' | 'port'>): Promise<Finding> {
  const what = 'Metrics';
  if (port === undefined) return { verdict: 'ok', what, found: 'off ("metrics.port" switches them on)' };
  if (port === 0) return { verdict: 'ok', what, found: 'on any free port' };
  if (port === clientsPort)
    return { verdict: 'bad', what, found: `${port} is the port that clients use`, todo: OTHER_PORT };
  const code = await listenError(host, port);
  if (code === undefined) return { verdict: 'ok', what, found: `${port} is free` };
  if (code === 'EADDRINUSE' && (await isMetrics(host, port)))
    return { verdict: 'ok', what, found: `Earshot already serves them on ${port}` };
  return {
    verdict: 'bad',
    what,
    found: foundTaken(host, port, code),
    todo:
      code === 'EADDRINUSE'
        ? `stop that program, or ${OTHER_PORT}`
        : `correct metrics.host, or ${OTHER_PORT}`,
  };
}

const OTHER_PORT = 'choose another one with metrics.port';

/** @returns the system's code if no server can listen there */
async function listenError(host: string, port: number): Promise<string | undefined> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown error';
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

const foundTaken = (host: string, port: number, code: string): string =>
  code === 'EADDRINUSE'
    ? `${port} is taken by another program`
    : `cannot listen on ${host}:${port} (${code})`;

async function isMetrics(host: string, port: number): Promise<boolean> {
  const asked = getPlain({ ...requestTo(host, port), path: '/metrics' });
  return (await answerOf(asked, text))?.includes('earshot_sessions_active') ?? false;
}

async function isEarshot(host: string, port: number, usesTls: boolean): Promise<boolean> {
  const options = { ...requestTo(host, port), path: '/health' };
  // It is only asked what it is, and its certificate may be for other names.
  const asked = usesTls ? getEncrypted({ ...options, rejectUnauthorized: false }) : getPlain(options);
  // The error for a client without a token has it, too.
  const answer = (await answerOf(asked, json)) as { protocol?: unknown } | null | undefined;
  return typeof answer?.protocol === 'number';
}

const requestTo = (host: string, port: number) => ({
  host: ANY_ADDRESS[host] ?? host,
  port,
  agent: false as const,
  signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
});

/** @returns undefined if it does not answer, or not so that it can be read */
async function answerOf<T>(
  asked: ClientRequest,
  read: (stream: NodeJS.ReadableStream) => Promise<T>,
): Promise<T | undefined> {
  try {
    const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
    return await read(response);
  } catch {
    return undefined;
  } finally {
    asked.on('error', () => undefined).destroy();
  }
}
