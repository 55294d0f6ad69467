import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { turnEnded } from '../../common/telemetry/channels.js';
import { EarshotConfig } from '../../config/config.dto.js';
import type { SessionService } from '../../session/session.service.js';
import { endedTurn } from '../testing/ended-turn.js';
import { MetricsService } from './metrics.service.js';

describe(MetricsService.name, () => {
  let sut: MetricsService;
  const start = async (metrics: Partial<EarshotConfig['metrics']>) => {
    const config = new EarshotConfig();
    Object.assign(config.metrics, metrics);
    sut = new MetricsService(config, { count: 2 } as SessionService);
    await sut.onApplicationBootstrap();
  };
  afterEach(() => {
    sut.onModuleDestroy();
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('is off by default: no message is made for it', async () => {
    await start({});
    const build = vi.fn(() => endedTurn());
    turnEnded.publish(build);
    expect(sut.port).toBeUndefined();
    expect(build).not.toHaveBeenCalled();
  });

  it('serves what happens, until it is stopped', async () => {
    await start({ port: 0 });
    turnEnded.publish(() => endedTurn({ outcome: 'failed' }));
    const url = `http://127.0.0.1:${sut.port}/metrics`;
    const text = await (await fetch(url)).text();
    expect(text).toContain('earshot_turns_total{outcome="failed"} 1\n');
    expect(text).toContain('earshot_sessions_active 2\n');
    expect(text).toMatch(/^process_cpu_seconds_total /m);
    sut.onModuleDestroy();
    await expect(fetch(url)).rejects.toThrow();
  });

  it('does not take the port of the clients, and says so', async () => {
    const { port } = new EarshotConfig();
    await expect(start({ port })).rejects.toThrow(
      'The metrics cannot have the port that clients use. Choose another',
    );
  });

  it.each([
    ['127.0.0.1', '', false],
    ['0.0.0.0', '', true],
    ['0.0.0.0', 'earshot', false],
  ])('on %s, in container "%s", warns: %s', async (host, container, warns) => {
    vi.stubEnv('EARSHOT_CONTAINER', container);
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    await start({ host, port: 0 });
    expect(warn).toHaveBeenCalledTimes(warns ? 1 : 0);
    if (warns) expect(warn.mock.calls[0]![0]).toContain('without credentials');
  });
});
