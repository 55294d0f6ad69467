import type { INestApplication } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask } from '../../../testing/ask.js';
import { EarshotConfig } from '../config/config.dto.js';
import { createApp, listen } from '../create-app.js';
import { Draining } from '../session/draining.js';
import { ProbesController } from './probes.controller.js';
import { WarmUp } from './warm-up.js';

describe(ProbesController, () => {
  let app: INestApplication;
  let port: number;
  const warmedUp = vi.spyOn(WarmUp.prototype, 'done', 'get');
  const draining = vi.spyOn(Draining.prototype, 'isOn', 'get');

  beforeAll(async () => {
    // No test here needs the models.
    vi.spyOn(WarmUp.prototype, 'onApplicationBootstrap').mockReturnValue();
    const config = Object.assign(new EarshotConfig(), { port: 0 });
    app = await createApp(config, false);
    port = await listen(app, config);
  });
  afterAll(async () => {
    await app.close();
    vi.restoreAllMocks();
  });

  it.each([
    ['the models load', false, false, 503, 'warming'],
    ['the models are loaded', true, false, 200, 'ok'],
    ['it is about to end', true, true, 503, 'draining'],
    ['it is about to end and the models load', false, true, 503, 'draining'],
  ])('while %s, is live, and says whether it is ready', async (_, isWarm, isDraining, expected, status) => {
    warmedUp.mockReturnValue(isWarm);
    draining.mockReturnValue(isDraining);
    const [live, ready, head, health] = await Promise.all([
      ask(port, '/health/live'),
      ask(port, '/health/ready'),
      ask(port, '/health/ready', { method: 'HEAD' }),
      ask(port, '/health'),
    ]);
    expect([live.status, live.text]).toEqual([200, '{"status":"ok"}']);
    expect([ready.status, ready.text]).toEqual([expected, JSON.stringify({ status })]);
    expect([head.status, head.text]).toEqual([expected, '']);
    expect(JSON.parse(health.text)).toMatchObject({ status: 'ok', ready: expected === 200 });
    for (const { headers } of [ready, head])
      expect(headers['retry-after']).toBe(expected === 503 ? '5' : undefined);
  });
});
