import { Module } from '@nestjs/common';
import { TlsServerService } from './tls-server.service.js';

@Module({ providers: [TlsServerService] })
export class TlsModule {}
