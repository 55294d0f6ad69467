import { Controller, Get } from '@nestjs/common';
import { PROTOCOL_VERSION } from '#protocol';
import { Llm } from '../llm/llm.port.js';
import { Draining } from '../session/draining.js';
import { SessionService } from '../session/session.service.js';
import { Stt } from '../stt/stt.port.js';
import { Tts } from '../tts/tts.port.js';
import { Vad } from '../vad/vad.port.js';
import { WarmUp } from './warm-up.js';

/** Also where the agents' clients ask, with the `code` and `msg` that they expect. */
@Controller(['health', 'api/agents/health'])
export class HealthController {
  constructor(
    private readonly sessions: SessionService,
    private readonly warmUp: WarmUp,
    private readonly draining: Draining,
    private readonly vad: Vad,
    private readonly stt: Stt,
    private readonly llm: Llm,
    private readonly tts: Tts,
  ) {}

  @Get()
  health() {
    return {
      code: '0',
      msg: 'ok',
      status: 'ok',
      ready: this.warmUp.done && !this.draining.isOn,
      protocol: PROTOCOL_VERSION,
      uptime_s: Math.round(process.uptime()),
      sessions: this.sessions.count,
      providers: { vad: this.vad.name, stt: this.stt.name, llm: this.llm.name, tts: this.tts.name },
    };
  }
}
