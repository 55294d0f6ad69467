import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../testing/ask.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

const FOREIGN = { origin: 'https://evil.example' };
const REMOTE = { 'x-forwarded-for': '203.0.113.9' };

describe('an agent of the built backend', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await startBackend({ config: { ...NO_LOCAL_STT, conversation: { greeting: '' } } });
  });
  afterAll(() => backend.stop());

  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const { status, text } = await ask(backend.port, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status, ...(JSON.parse(text) as { code: string; msg: string; data: { port: number } }) };
  };

  it('starts, answers on its own port, and is gone after its stop', async () => {
    const { data } = await post('/api/agents/start', { channel_name: 'demo', timeout: -1 });
    const url = `ws://127.0.0.1:${data.port}/ws/${data.port}`;
    const client = await ProtocolClient.connect(url);
    client.command('text_input', { text: 'what is two times three' });
    expect((await client.finalText('assistant')).text).toMatch(/\b6\b/);
    expect(await post('/api/agents/stop', { channel_name: 'demo' })).toMatchObject({
      status: 200,
      code: '0',
    });
    expect(await client.closed).toEqual({ code: 1001, reason: 'The agent was stopped' });
    await expect(ProtocolClient.connect(url)).rejects.toThrow('ECONNREFUSED');
  });

  it('admits on its port, and lets start it, whom the main port admits', async () => {
    const { data } = await post('/start', { channel_name: 'guarded' });
    const url = `ws://127.0.0.1:${data.port}/`;
    await expect(ProtocolClient.connect(url, { headers: FOREIGN })).rejects.toThrow('403');
    expect(await post('/start', { channel_name: 'evil' }, FOREIGN)).toMatchObject({
      status: 403,
      code: '403',
    });
    const remote = await ProtocolClient.connect(url, { headers: REMOTE });
    remote.command('session_start', {});
    expect(await remote.closed).toEqual({ code: 1008, reason: 'unauthorized' });
    expect(await post('/stop', { channel_name: 'guarded' }, REMOTE)).toMatchObject({ status: 401 });
    await post('/stop', { channel_name: 'guarded' });
  });
});
