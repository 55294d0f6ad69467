import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { StageModuleOptions } from '../provider-kit/stage-module-options.js';

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<StageModuleOptions>({ moduleName: 'Stt' })
    .setClassMethodName('forRoot')
    .setExtras({ isGlobal: false }, (definition, { isGlobal }) => ({ ...definition, global: isGlobal }))
    .build();
