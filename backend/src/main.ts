import type { INestApplication } from '@nestjs/common';
import { describeForLog, redact } from './common/log/redact.js';
import { RedactingLogger } from './common/log/redacting-logger.js';
import { ConfigError, loadConfig } from './config/load-config.js';
import { createApp, listen } from './create-app.js';
import { ConnectionRegistry } from './gateway/connection-registry.js';
import { WarmUp } from './health/warm-up.js';

/** 128 + the signal's number: what a shell expects of a process that a signal ended. */
const EXIT_CODES: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143 };

/** Sockets get a second to say goodbye, and the models are freed in less. */
const STOP_DEADLINE_MS = 5_000;

const logger = new RedactingLogger({ prefix: 'Earshot', logLevels: ['error', 'warn'] });

// One session's fault is not the end of the others.
process.on('unhandledRejection', (reason) => logger.error(`Not handled: ${describeForLog(reason)}`));

// Where there is no native library for this platform, nothing is lost but memory.
await import('./common/native-memory.js')
  .then(({ keepMemoryTight }) => keepMemoryTight())
  .catch(() => undefined);

try {
  const config = await loadConfig(process.env);
  const app = await createApp(config, logger);
  const port = await listen(app, config);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(app, signal));
  console.log(
    `Earshot listens on ws://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
  );
  await app.get(WarmUp, { strict: false }).run();
} catch (error) {
  // Of a config file every problem is told, a line each.
  console.error(error instanceof ConfigError ? redact(error.message) : describeForLog(error));
  process.exit(1);
}

/**
 * Clients are told to come back (1012), then the process ends, whatever hangs after a while; a second signal ends it at
 * once.
 */
async function stop(app: INestApplication, signal: NodeJS.Signals): Promise<void> {
  const end = () => process.exit(EXIT_CODES[signal] ?? 0);
  setTimeout(end, STOP_DEADLINE_MS).unref();
  await app.get(ConnectionRegistry, { strict: false }).sayGoodbye();
  await app.close();
  end();
}
