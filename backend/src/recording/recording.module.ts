import { Module } from '@nestjs/common';
import { ConfigurableModuleClass } from './recording.module-definition.js';
import { RecordingService } from './recording.service.js';

@Module({ providers: [RecordingService], exports: [RecordingService] })
export class RecordingModule extends ConfigurableModuleClass {}
