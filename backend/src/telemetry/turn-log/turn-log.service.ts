import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { printLine } from '../../common/log/print-line.js';
import { turnEnded } from '../../common/telemetry/channels.js';
import { EarshotConfig } from '../../config/config.dto.js';
import { turnFields } from './turn-fields.js';
import { turnLine } from './turn-line.js';

/** Writes one line into the log for each turn. */
@Injectable()
export class TurnLogService implements OnApplicationBootstrap, OnApplicationShutdown {
  #unsubscribe: (() => void) | undefined;

  constructor(private readonly config: EarshotConfig) {}

  onApplicationBootstrap(): void {
    const { turns, format } = this.config.log;
    if (!turns) return;
    this.#unsubscribe = turnEnded.subscribe((turn) =>
      printLine(format, {
        message: turnLine(turn),
        context: 'Turn',
        fields: format === 'json' ? turnFields(turn) : undefined,
      }),
    );
  }

  /** After the sessions have ended. */
  onApplicationShutdown(): void {
    this.#unsubscribe?.();
  }
}
