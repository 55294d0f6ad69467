import { Module } from '@nestjs/common';
import { UserDataStore } from './user-data.store.js';
import { ConfigurableModuleClass } from './user-data.module-definition.js';

@Module({ providers: [UserDataStore], exports: [UserDataStore] })
export class UserDataModule extends ConfigurableModuleClass {}
