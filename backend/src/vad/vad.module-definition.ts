import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { StageModuleOptions } from '../provider-kit/stage-module-options.js';

/** One detector serves all sessions, so there are no fallbacks. */
export type VadModuleOptions = Omit<StageModuleOptions, 'fallbacks'>;

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<VadModuleOptions>({ moduleName: 'Vad' })
    .setClassMethodName('forRoot')
    .setExtras({ isGlobal: false }, (definition, { isGlobal }) => ({ ...definition, global: isGlobal }))
    .build();
