import { describe, expect, it } from 'vitest';
import { hostOf, parseBackendUrl } from './backend-url';

describe(parseBackendUrl.name, () => {
  it.each([
    ['ws://127.0.0.1:8765', 'ws://127.0.0.1:8765', false],
    ['  ws://127.0.0.1:8765/  ', 'ws://127.0.0.1:8765', false],
    ['localhost:9000', 'ws://localhost:9000', false],
    ['ws://[::1]:8765', 'ws://[::1]:8765', false],
    ['wss://voice.example.org/ws', 'wss://voice.example.org/ws', false],
    ['ws://192.168.1.20:8765', 'ws://192.168.1.20:8765', true],
  ])('parses %s', (typed, url, cleartext) => {
    expect(parseBackendUrl(typed)).toEqual({ ok: true, url, cleartext });
  });

  it.each([
    ['', 'not_a_url'],
    ['my computer', 'not_a_url'],
    ['ws://127.0.0.1:99999', 'not_a_url'],
    ['http://127.0.0.1:8765', 'not_websocket'],
    ['javascript://alert', 'not_websocket'],
  ])('rejects %j as %s', (typed, problem) => {
    expect(parseBackendUrl(typed)).toEqual({ ok: false, problem });
  });
});

describe(hostOf.name, () => {
  it('returns host and port', () => {
    expect(hostOf('ws://127.0.0.1:8765')).toBe('127.0.0.1:8765');
    expect(hostOf('nonsense')).toBe('nonsense');
  });
});
