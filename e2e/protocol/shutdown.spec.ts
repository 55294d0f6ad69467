import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { ask } from '../../testing/ask.ts';
import { NO_LOCAL_STT, startBackend } from '../harness/backend.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

/** Each test starts its own backend. */
describe.concurrent('the end of the backend', () => {
  it('finishes what is said when SIGTERM ends it, and takes no new session meanwhile', async () => {
    const backend = await startBackend({ config: NO_LOCAL_STT });
    const client = await ProtocolClient.connect(backend.url);
    client.command('session_start', { greeting: false });
    client.command('text_input', { text: 'what can you do' });
    const { turn_id } = await client.data('state', ({ state }) => state === 'speaking');
    const ended = backend.stop('SIGTERM');
    const restarting = { code: 1012, reason: 'The backend is restarting' };
    await untilDraining(backend.port);
    expect((await ask(backend.port, '/health/live')).status).toBe(200);
    const second = await ProtocolClient.connect(backend.url);
    second.command('session_start', {});
    expect(await second.error()).toMatchObject({
      error: 'The backend is restarting. Try again in a few seconds.',
      code: 'busy',
      fatal: true,
    });
    expect(await second.closed).toEqual(restarting);
    // The rest of the answer comes as soon as it is made, to a client that has played what it has.
    client.socket.on('message', () =>
      client.command('playback', { turn_id, played_ms: 60_000, state: 'playing' }),
    );
    client.command('playback', { turn_id, played_ms: 60_000, state: 'playing' });
    const { total_ms } = await client.commandNamed('audio_end');
    client.command('playback', { turn_id, played_ms: total_ms, state: 'drained' });
    expect((await client.finalText('assistant')).interrupted).toBe(false);
    expect(await client.closed).toEqual(restarting);
    expect(await ended).toBe(143);
  });

  it.each<[string, NodeJS.Signals[]]>([
    ['SIGINT', ['SIGINT']],
    ['a second signal while it waits', ['SIGTERM', 'SIGINT']],
  ])('does not finish the answer after %s', async (_, signals) => {
    const backend = await startBackend({ config: NO_LOCAL_STT });
    const client = await ProtocolClient.connect(backend.url);
    client.command('session_start', { greeting: false });
    client.command('text_input', { text: 'what can you do' });
    await client.data('state', ({ state }) => state === 'speaking');
    if (signals.length > 1) {
      void backend.stop(signals[0]);
      await untilDraining(backend.port);
    }
    expect(await backend.stop(signals.at(-1))).toBe(130);
    await expect(client.commandNamed('audio_end')).rejects.toThrow('did not come');
  });

  it('ends on SIGTERM despite an unfinished request', async () => {
    const backend = await startBackend({ config: NO_LOCAL_STT });
    const half = connectTcp(backend.port, '127.0.0.1').on('error', () => undefined);
    await once(half, 'connect');
    half.write('GET /health HTTP/1.1\r\n');
    const client = await ProtocolClient.connect(backend.url);
    const ended = backend.stop('SIGTERM');
    expect((await client.closed).code).toBe(1012);
    expect(await ended).toBe(143);
    half.destroy();
  });
});

const untilDraining = (port: number): Promise<void> =>
  vi.waitFor(
    async () =>
      expect(await ask(port, '/health/ready')).toMatchObject({
        status: 503,
        text: '{"status":"draining"}',
      }),
    { timeout: 30_000 },
  );
