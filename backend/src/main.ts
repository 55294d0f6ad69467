import type { INestApplication } from '@nestjs/common';
import { announceAccess } from './auth/announce-access.js';
import { Credentials } from './auth/credentials/credentials.js';
import { systemClock } from './common/clock/clock.js';
import { surviveOutputErrors } from './common/log/output-errors.js';
import { describeForLog, redact } from './common/log/redact.js';
import { printLine, type LogFormat } from './common/log/print-line.js';
import { createLogger } from './common/log/redacting-logger.js';
import { ConfigError, loadConfig } from './config/load-config.js';
import { openConfigWarning } from './config/open-config-file.js';
import { createApp, listen } from './create-app.js';
import { ConnectionRegistry } from './gateway/connection-registry.js';
import { useProxiesGlobally } from './provider-kit/http-agent.js';
import { MetricsService } from './telemetry/metrics/metrics.service.js';

/** 128 plus the signal's number, as shells expect it. */
const EXIT_CODES: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143 };

/** Closing the sockets takes up to 1 s, freeing the models less. */
const STOP_DEADLINE_MS = 5_000;

/** A signal to the whole process group comes a second time from `npm start`, which passes it on. */
const SAME_SIGNAL_MS = 1_000;

// Until the config is read, its variable says how.
let format: LogFormat = process.env['EARSHOT_LOG']?.trim() === 'json' ? 'json' : 'text';
let logger = createLogger(format);

surviveOutputErrors([process.stdout, process.stderr]);

// A fault in one session must not end the others.
process.on('unhandledRejection', (reason) => logger.error(`Unhandled rejection: ${describeForLog(reason)}`));

// Without its native library the process only uses more memory.
await import('./common/native-memory.js')
  .then(({ keepMemoryTight }) => keepMemoryTight())
  .catch(() => undefined);

await useProxiesGlobally();

try {
  const config = await loadConfig(process.env);
  format = config.log.format;
  logger = createLogger(format);
  const app = await createApp(config, logger);
  const port = await listen(app, config);
  stopOnSignals(app);
  const print = (message: string) => printLine(format, { message, context: 'Start', showsSecrets: true });
  print(`Earshot listens on ${config.tls ? 'wss' : 'ws'}://${inUrl(config.host)}:${port}`);
  const metricsPort = app.get(MetricsService, { strict: false }).port;
  if (metricsPort) print(`Metrics are at http://${inUrl(config.metrics.host)}:${metricsPort}/metrics`);
  const { enabled: isRecording, folder, days } = config.recording;
  if (isRecording)
    print(`Calls are recorded in ${folder} and deleted after ${days === 1 ? 'a day' : `${days} days`}`);
  const warn = (problem: string) => logger.warn(problem);
  const fileWarning = openConfigWarning(process.env);
  if (fileWarning) warn(fileWarning);
  await announceAccess(config, app.get(Credentials, { strict: false }), { print, warn });
} catch (error) {
  // A ConfigError lists every problem, one per line; describeForLog would keep only the first.
  const problem = error instanceof ConfigError ? redact(error.message) : describeForLog(error);
  if (format === 'json') logger.error(problem);
  else console.error(problem);
  process.exit(1);
}

/** The first signal ends the backend in order, SIGTERM once the calls have finished what they say; a second one ends it at once. */
function stopOnSignals(app: INestApplication): void {
  let first: { signal: NodeJS.Signals; at: number } | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      const now = systemClock.now();
      if (!first) {
        first = { signal, at: now };
        void stop(app, signal);
      } else if (signal !== first.signal || now - first.at > SAME_SIGNAL_MS) end(signal);
    });
}

/** Tells the clients to reconnect (1012) and ends the process: after the drain, which takes 10 s at most, at the deadline at the latest. */
async function stop(app: INestApplication, signal: NodeJS.Signals): Promise<void> {
  const connections = app.get(ConnectionRegistry, { strict: false });
  if (signal === 'SIGTERM')
    await connections.drain().catch((error: unknown) => logger.error(describeForLog(error)));
  setTimeout(() => end(signal), STOP_DEADLINE_MS).unref();
  await connections.closeAll();
  await app.close();
  end(signal);
}

/** An address of IPv6 is in brackets there. */
function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** A declaration, because a signal may come before the start has come as far as this line. */
function end(signal: NodeJS.Signals): never {
  process.exit(EXIT_CODES[signal]);
}
