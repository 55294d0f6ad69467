import { Global, Module } from '@nestjs/common';
import { EarshotConfig } from './config.dto.js';
import { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } from './config.module-definition.js';

/** Provides the configuration to every module. */
@Global()
@Module({
  providers: [{ provide: EarshotConfig, useExisting: MODULE_OPTIONS_TOKEN }],
  exports: [EarshotConfig],
})
export class ConfigModule extends ConfigurableModuleClass {}
