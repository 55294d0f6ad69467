import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:https';
import { systemClock } from '../common/clock/clock.js';
import { EarshotConfig } from '../config/config.dto.js';
import { CertificateWatch } from './certificate-watch.js';
import { validityProblem, type Certificate } from './certificate.js';
import { answerPlainHttp } from './plain-http.js';

/** Keeps the certificate of the server up to date, if it uses TLS. */
@Injectable()
export class TlsServerService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('TLS');
  #watch: CertificateWatch | undefined;

  constructor(
    private readonly config: EarshotConfig,
    private readonly adapterHost: HttpAdapterHost,
  ) {}

  onApplicationBootstrap(): void {
    const { tls } = this.config;
    if (!tls) return;
    const server = this.adapterHost.httpAdapter.getHttpServer() as Server;
    answerPlainHttp(server);
    this.#watch = new CertificateWatch(tls, {
      onCertificate: (certificate) => this.#use(certificate, server),
      onProblem: (problem) => this.#logger.warn(`The certificate in use stays the old one. ${problem}`),
    });
    void this.#watch.run();
  }

  onModuleDestroy(): void {
    this.#watch?.stop();
  }

  #use(certificate: Certificate, server: Server): void {
    server.setSecureContext({ cert: certificate.cert, key: certificate.key });
    const problem = validityProblem(certificate, systemClock.wallTimeMs());
    if (problem)
      this.#logger.warn(`${problem} Earshot uses a new one as soon as it is in ${this.config.tls!.cert}.`);
  }
}
