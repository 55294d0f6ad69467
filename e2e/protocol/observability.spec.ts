import { afterAll, beforeAll, expect, describe, it } from 'vitest';
import { freePort } from '../../testing/free-port.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

interface LogLine {
  level: string;
  message: string;
  context?: string;
  turn?: number;
}

describe('a backend that is watched', () => {
  let backend: Backend;
  let port: number;

  const lines = (): LogLine[] =>
    backend
      .output()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as LogLine);

  beforeAll(async () => {
    port = await freePort();
    const config = { ...NO_LOCAL_STT, log: { format: 'json' }, conversation: { greeting: '' } };
    backend = await startBackend({ config, env: { EARSHOT_METRICS_PORT: String(port) } });
  });
  afterAll(() => backend?.stop());

  it('logs nothing but JSON, a line for each turn, and no words of the user', async () => {
    const client = await ProtocolClient.connect(backend.url);
    client.command('session_start', { greeting: false });
    client.command('text_input', { text: 'what is seventeen plus four' });
    await client.waitFor(
      (message): message is never =>
        message.type === 'data' &&
        message.name === 'text_data' &&
        message.data.is_final === true &&
        message.data.role === 'assistant',
      'the end of the answer',
    );
    await client.close();
    await expect
      .poll(() => lines().filter(({ context }) => context === 'Turn'))
      .toMatchObject([
        { level: 'log', turn: 1, kind: 'typed', outcome: 'completed', llm: 'skills', tts: 'embedded' },
      ]);
    const [listens, metrics] = lines().filter(({ context }) => context === 'Start');
    expect(listens!.message).toMatch(/^Earshot listens on ws:/);
    expect(metrics!.message).toBe(`Metrics are at http://127.0.0.1:${port}/metrics`);
    expect(backend.output()).not.toMatch(/seventeen|is 21/);
  });

  it('serves the metrics of that turn', async () => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toContain('earshot_turns_total{outcome="completed"} 1\n');
    expect(text).toContain(
      'earshot_turn_stage_seconds_count{stage="tts_first_audio",provider="embedded"} 1\n',
    );
  });

  it('does not start where the port of its metrics is taken, and says so', async () => {
    const config = { ...NO_LOCAL_STT, metrics: { port } };
    await expect(startBackend({ config })).rejects.toThrow(
      `Port ${port} for the metrics is taken by another program. Choose another one`,
    );
  });
});
