import { ConfigurableModuleBuilder } from '@nestjs/common';

export interface UserDataModuleOptions {
  /** Where the data is kept. Without a folder it is only in memory. */
  folder?: string;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<UserDataModuleOptions>({ moduleName: 'UserData' })
    .setClassMethodName('forRoot')
    .setExtras({ isGlobal: false }, (definition, { isGlobal }) => ({ ...definition, global: isGlobal }))
    .build();
