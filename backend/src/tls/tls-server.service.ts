import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTlsServer, type Server } from 'node:https';
import { systemClock } from '../common/clock/clock.js';
import { EarshotConfig } from '../config/config.dto.js';
import { CertificateWatch } from './certificate-watch.js';
import { readCertificate, validityProblem, type Certificate } from './certificate.js';
import { answerPlainHttp } from './plain-http.js';
import { tlsOptions } from './tls-options.js';

/** Keeps the certificate of the servers up to date, if they use TLS. */
@Injectable()
export class TlsServerService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('TLS');
  readonly #servers = new Set<Server>();
  #certificate: Certificate | undefined;
  #watch: CertificateWatch | undefined;

  constructor(
    private readonly config: EarshotConfig,
    private readonly adapterHost: HttpAdapterHost,
  ) {}

  onApplicationBootstrap(): void {
    const { tls } = this.config;
    if (!tls) return;
    this.#keep(this.adapterHost.httpAdapter.getHttpServer() as Server);
    this.#watch = new CertificateWatch(tls, {
      onCertificate: (certificate) => this.#use(certificate),
      onProblem: (problem) => this.#logger.warn(`The certificate in use stays the old one. ${problem}`),
    });
    void this.#watch.run();
  }

  onModuleDestroy(): void {
    this.#watch?.stop();
  }

  /**
   * A further server beside the main one, with TLS if that has it.
   * @throws ConfigError if the certificate cannot be used
   */
  async createServer(): Promise<HttpServer | Server> {
    const { tls } = this.config;
    if (!tls) return createServer();
    const server = createTlsServer(tlsOptions(this.#certificate ?? (await readCertificate(tls))));
    this.#keep(server);
    return server;
  }

  #keep(server: Server): void {
    answerPlainHttp(server);
    this.#servers.add(server);
    server.once('close', () => this.#servers.delete(server));
  }

  #use(certificate: Certificate): void {
    this.#certificate = certificate;
    for (const server of this.#servers)
      server.setSecureContext({ cert: certificate.cert, key: certificate.key });
    const problem = validityProblem(certificate, systemClock.wallTimeMs());
    if (problem)
      this.#logger.warn(`${problem} Earshot uses a new one as soon as it is in ${this.config.tls!.cert}.`);
  }
}
