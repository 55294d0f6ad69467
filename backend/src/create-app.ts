import 'reflect-metadata';
import type { INestApplication, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commandWith } from './common/command-line.js';
import { AppModule } from './app.module.js';
import type { EarshotConfig } from './config/config.dto.js';
import { EarshotWsAdapter } from './gateway/earshot-ws.adapter.js';
import { readCertificate } from './tls/certificate.js';
import { tlsOptions } from './tls/tls-options.js';

/**
 * Creates the application; it does not listen yet.
 * @throws ConfigError if the certificate for TLS cannot be used
 */
export async function createApp(
  config: EarshotConfig,
  logger: LoggerService | false,
): Promise<INestApplication> {
  const certificate = config.tls && (await readCertificate(config.tls));
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config), {
    logger,
    abortOnError: false,
    // The parser would answer a malformed body before the access check: the routes that have one read it themselves.
    bodyParser: false,
    // An unfinished request must not delay the shutdown.
    forceCloseConnections: true,
    ...(certificate && { httpsOptions: tlsOptions(certificate) }),
  });
  app.disable('x-powered-by');
  app.useWebSocketAdapter(new EarshotWsAdapter(app));
  return app;
}

/**
 * Starts the application.
 * @returns the port that it listens on
 * @throws Error with a message for the user where it cannot listen
 */
export async function listen(app: INestApplication, { host, port }: EarshotConfig): Promise<number> {
  await app.init();
  // Not app.listen(), which logs the system's message as well.
  const server = (app.getHttpServer() as Server).listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    // No `cause`: it would repeat the message in the log.
    throw new Error(listenProblem(error as NodeJS.ErrnoException, host, port));
  }
  return (server.address() as AddressInfo).port;
}

function listenProblem({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return (
      `Port ${port} is taken, perhaps by an Earshot that runs already: stop that with Ctrl+C in its terminal. ` +
      `Or choose another port, ${commandWith('PORT=8766', 'npm start')}, and put ws://127.0.0.1:8766 into the panel's settings.`
    );
  }
  if (code === 'EACCES')
    return `This user may not listen on port ${port}. Choose one above 1023: ${commandWith('PORT=8765', 'npm start')}`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this computer. Check HOST.`;
  return `Cannot listen on ${host}:${port}: ${message}`;
}
