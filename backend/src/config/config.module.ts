import { Global, Module, type DynamicModule } from '@nestjs/common';
import { EarshotConfig } from './config.dto.js';

/** Makes the configuration of this start injectable everywhere. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: EarshotConfig): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: EarshotConfig, useValue: config }],
      exports: [EarshotConfig],
    };
  }
}
