import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

const odd = Buffer.from([1, 2, 3]).toString('base64');
const tooLong = Buffer.alloc(2 * 16_000 * 2 + 2).toString('base64');

describe('malformed input', () => {
  let backend: Backend;
  let client: ProtocolClient;

  beforeAll(async () => {
    backend = await startBackend({ config: NO_LOCAL_STT });
    client = await ProtocolClient.connect(backend.url);
  });
  afterAll(async () => {
    await client.close();
    await backend.stop();
  });

  it.each<[string, string | Buffer, string, RegExp]>([
    ['text that is no JSON', 'hello', 'invalid_json', /JSON/],
    ['an empty frame', '', 'invalid_json', /JSON/],
    ['no audio', '{}', 'invalid_message', /"audio"/],
    ['a list', '[]', 'invalid_message', /object/],
    ['a ping by type', '{"type":"ping"}', 'unknown_message', /"ping"/],
    ['a number', '42', 'invalid_message', /object/],
    ['null', 'null', 'invalid_message', /object/],
    ['audio null', '{"audio":null}', 'invalid_audio', /base64/],
    ['audio a number', '{"audio":7}', 'invalid_audio', /base64/],
    ['bad padding', '{"audio":"abc"}', 'invalid_audio', /base64/],
    ['foreign characters', '{"audio":"!!!!"}', 'invalid_audio', /base64/],
    ['url-safe base64', '{"audio":"__--"}', 'invalid_audio', /base64/],
    ['empty audio', '{"audio":""}', 'invalid_audio', /empty/],
    ['odd PCM', JSON.stringify({ audio: odd }), 'invalid_audio', /odd/],
    ['more than two seconds', JSON.stringify({ audio: tooLong }), 'invalid_audio', /2 seconds/],
    ['metadata null', '{"audio":"AAAA","metadata":null}', 'invalid_message', /metadata/],
    ['metadata a string', '{"audio":"AAAA","metadata":"x"}', 'invalid_message', /metadata/],
    ['metadata a list', '{"audio":"AAAA","metadata":[]}', 'invalid_message', /metadata/],
    ['raw PCM', Buffer.from([0x80, 0xff, 0x00, 0x7b]), 'invalid_json', /JSON/],
    ['deep nesting', '['.repeat(100_000), 'invalid_json', /JSON/],
    ['an unknown command', '{"type":"cmd","name":"explode","data":{}}', 'unknown_message', /"explode"/],
    ['a command without a name', '{"type":"cmd"}', 'invalid_message', /name/],
    [
      'a command named as a property of objects',
      '{"type":"cmd","name":"constructor"}',
      'unknown_message',
      /constructor/,
    ],
    ['command data that is a list', '{"type":"cmd","name":"ping","data":[]}', 'invalid_message', /object/],
    [
      'text that is blank',
      '{"type":"cmd","name":"text_input","data":{"text":" "}}',
      'invalid_message',
      /blank/,
    ],
    [
      'text that is a number',
      '{"type":"cmd","name":"text_input","data":{"text":5}}',
      'invalid_message',
      /text must be a string/,
    ],
    [
      'data that is nested too deep',
      `{"type":"cmd","name":"update_config","data":{"llm":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}}`,
      'invalid_message',
      /llm is nested more than 32 levels deep/,
    ],
  ])('answers %s with an error in plain English, and keeps the connection', async (_, frame, code, words) => {
    const from = client.received.length;
    client.raw(frame);
    const error = await client.error(from);
    expect(error).toMatchObject({ type: 'error', code, fatal: false, error: expect.stringMatching(words) });
    expect(error.error).not.toMatch(/at \w+ \(|node:|undefined|\[object|Error:/);
    client.command('ping', { t: 1 });
    expect(await client.commandNamed('pong', from)).toEqual({ t: 1 });
  });

  it('closes the connection with 1009 on a message over 1 MiB, and serves the next client', async () => {
    const large = await ProtocolClient.connect(backend.url);
    large.raw(JSON.stringify({ audio: 'A'.repeat(1024 * 1024) }));
    expect((await large.closed).code).toBe(1009);
    const next = await ProtocolClient.connect(backend.url);
    next.command('ping', { t: 2 });
    expect(await next.commandNamed('pong')).toEqual({ t: 2 });
    await next.close();
  });

  it('accepts JSON in a binary frame, as clients of the plain protocol send it', async () => {
    const from = client.received.length;
    client.raw(Buffer.from('{"type":"cmd","name":"ping","data":{"t":3}}'));
    expect(await client.commandNamed('pong', from)).toEqual({ t: 3 });
  });

  it('keeps the order of frames', async () => {
    const from = client.received.length;
    for (let t = 0; t < 50; t++) client.command('ping', { t });
    await client.waitFor(
      (message): message is never =>
        message.type === 'cmd' && message.name === 'pong' && message.data.t === 49,
      'the last pong',
      { from },
    );
    const order = client.received
      .slice(from)
      .flatMap((m) => (m.type === 'cmd' && m.name === 'pong' ? [m.data.t] : []));
    expect(order).toEqual([...Array(50).keys()]);
  });
});
