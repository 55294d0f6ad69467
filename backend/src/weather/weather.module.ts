import { Module, type DynamicModule } from '@nestjs/common';
import { OpenMeteo, type OpenMeteoOptions } from './open-meteo.js';
import { WeatherAccess } from './weather.port.js';

export interface WeatherModuleOptions extends OpenMeteoOptions {
  consent: WeatherAccess['consent'];
}

@Module({})
export class WeatherModule {
  static forRoot({ consent, ...options }: WeatherModuleOptions): DynamicModule {
    return {
      module: WeatherModule,
      global: true,
      providers: [
        { provide: OpenMeteo, useFactory: () => new OpenMeteo(options) },
        {
          provide: WeatherAccess,
          inject: [OpenMeteo],
          useFactory: (weather: OpenMeteo) => new WeatherAccess(weather, consent),
        },
      ],
      exports: [WeatherAccess],
    };
  }
}
