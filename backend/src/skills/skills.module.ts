import { Module } from '@nestjs/common';
import { WeatherAccess } from '../weather/weather.port.js';
import { Answerer } from './answerer.port.js';
import { SkillAnswerer } from './skill-answerer.js';

@Module({
  providers: [
    {
      provide: Answerer,
      inject: [WeatherAccess],
      useFactory: (weather: WeatherAccess) => new SkillAnswerer(Math.random, weather),
    },
  ],
  exports: [Answerer],
})
export class SkillsModule {}
