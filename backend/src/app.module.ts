import { Module, type DynamicModule } from '@nestjs/common';
import { AgentsModule } from './agents/agents.module.js';
import { AuthModule } from './auth/auth.module.js';
import { CatalogModule } from './catalog/catalog.module.js';
import type { EarshotConfig } from './config/config.dto.js';
import { ConfigModule } from './config/config.module.js';
import { GatewayModule } from './gateway/gateway.module.js';
import { HealthModule } from './health/health.module.js';
import { LanguageModule } from './language/language.module.js';
import { LlmModule } from './llm/llm.module.js';
import { domainSentences } from './skills/domain-sentences.js';
import { McpServerModule } from './mcp-server/mcp-server.module.js';
import { RecordingModule } from './recording/recording.module.js';
import { SttModule } from './stt/stt.module.js';
import { TelemetryModule } from './telemetry/telemetry.module.js';
import { TlsModule } from './tls/tls.module.js';
import { TtsModule } from './tts/tts.module.js';
import { UserDataModule } from './user-data/user-data.module.js';
import { VadModule } from './vad/vad.module.js';
import { WeatherModule } from './weather/weather.module.js';

@Module({})
export class AppModule {
  static forRoot(config: EarshotConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        LanguageModule,
        AuthModule,
        VadModule.forRoot({ ...config.vad, isGlobal: true }),
        SttModule.forRoot({ ...config.stt, context: { sentences: domainSentences }, isGlobal: true }),
        LlmModule.forRoot({ ...config.llm, isGlobal: true }),
        TtsModule.forRoot({ ...config.tts, isGlobal: true }),
        WeatherModule.forRoot({ ...config.weatherService, consent: config.weather }),
        UserDataModule.forRoot({ folder: config.dataFolder, isGlobal: true }),
        RecordingModule.forRoot({ ...config.recording, isGlobal: true }),
        GatewayModule,
        ...(config.agents.enabled ? [AgentsModule] : []),
        CatalogModule,
        ...(config.mcp.server.enabled ? [McpServerModule] : []),
        HealthModule,
        TlsModule,
        TelemetryModule,
      ],
    };
  }
}
