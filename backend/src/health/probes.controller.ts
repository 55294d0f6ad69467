import { Controller, Get, HttpException, HttpStatus, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { Public } from '../auth/public.js';
import { Draining } from '../session/draining.js';
import { WarmUp } from './warm-up.js';

/** Loading the models takes a few seconds. */
const RETRY_AFTER_S = '5';

/** For the supervisor of a container and for a load balancer. Everyone may ask, so nothing but the status is told. */
@Public()
@Controller('health')
export class ProbesController {
  constructor(
    private readonly warmUp: WarmUp,
    private readonly draining: Draining,
  ) {}

  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** @throws HttpException 503 while clients should be sent elsewhere */
  @Get('ready')
  ready(@Res({ passthrough: true }) response: ServerResponse) {
    const status = this.draining.isOn ? 'draining' : this.warmUp.done ? 'ok' : 'warming';
    if (status === 'ok') return { status };
    response.setHeader('Retry-After', RETRY_AFTER_S);
    throw new HttpException({ status }, HttpStatus.SERVICE_UNAVAILABLE);
  }
}
