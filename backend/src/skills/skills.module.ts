import { Module } from '@nestjs/common';
import { Answerer } from './answerer.port.js';
import { SkillAnswerer } from './skill-answerer.js';

@Module({
  providers: [{ provide: Answerer, useFactory: () => new SkillAnswerer() }],
  exports: [Answerer],
})
export class SkillsModule {}
