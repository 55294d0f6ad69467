import type { INestApplication } from '@nestjs/common';
import { describeForLog, redact } from './common/redact.js';
import { RedactingLogger } from './common/redacting-logger.js';
import { ConfigError, loadConfig } from './config/load-config.js';
import { createApp, listen } from './create-app.js';
import { WarmUp } from './warm-up.js';

/** 128 + the signal's number: what a shell expects of a process that a signal ended. */
const EXIT_CODES: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143 };

try {
  const config = await loadConfig(process.env);
  const app = await createApp(
    config,
    new RedactingLogger({ prefix: 'Earshot', logLevels: ['error', 'warn'] }),
  );
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

/** Clients are told to come back (1012), then the process ends; a second signal ends it at once. */
async function stop(app: INestApplication, signal: NodeJS.Signals): Promise<void> {
  await app.close();
  process.exit(EXIT_CODES[signal] ?? 0);
}
