import { Module } from '@nestjs/common';
import { ProviderList } from './provider-list.js';
import { ProvidersController } from './providers.controller.js';

@Module({ controllers: [ProvidersController], providers: [ProviderList] })
export class CatalogModule {}
