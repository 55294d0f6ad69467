import { Module } from '@nestjs/common';
import { TlsServerService } from './tls-server.service.js';

@Module({ providers: [TlsServerService], exports: [TlsServerService] })
export class TlsModule {}
