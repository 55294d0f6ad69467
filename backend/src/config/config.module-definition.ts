import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { EarshotConfig } from './config.dto.js';

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<EarshotConfig>().setClassMethodName('forRoot').build();
