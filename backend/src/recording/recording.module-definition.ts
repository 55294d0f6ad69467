import { ConfigurableModuleBuilder } from '@nestjs/common';

export interface RecordingModuleOptions {
  /** Whether calls are recorded. What was recorded before expires anyway, and is deleted if the user wants it forgotten. */
  enabled: boolean;
  /** The folder of all recordings: an absolute path. Without one, calls are not recorded. */
  folder?: string;
  /** Of one recording, both sides together; a megabyte has a million bytes. */
  maxMegabytes: number;
  /** Of all recordings together. */
  maxTotalMegabytes: number;
  /** After which a recording is deleted. */
  days: number;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<RecordingModuleOptions>({ moduleName: 'Recording' })
    .setClassMethodName('forRoot')
    .setExtras({ isGlobal: false }, (definition, { isGlobal }) => ({ ...definition, global: isGlobal }))
    .build();
