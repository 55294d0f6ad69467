import { describe, expect, it } from 'vitest';
import { parseServerMessage } from './parse.js';

describe(parseServerMessage.name, () => {
  it.each([
    { type: 'audio', audio: 'AAA=' },
    { type: 'data', name: 'session', data: { session_id: 's', resume_token: 't' } },
    // From a server of the plain protocol.
    {
      type: 'data',
      name: 'text_data',
      data: { data_type: 'transcribe', role: 'user', text: 'a', text_ts: 1, is_final: true, stream_id: 100 },
    },
    { type: 'data', name: 'of the future', data: {} },
    { type: 'cmd', name: 'pong', data: {} },
    { type: 'cmd', name: 'flush', data: { turn_id: 1 } },
    { type: 'cmd', name: 'tool_call', data: { call_id: 'a', name: 'b', arguments: null } },
    { type: 'error', error: 'No.' },
  ])('parses %j', (message) => {
    expect(parseServerMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    null,
    [],
    { type: 'audio' },
    { type: 'audio', audio: 'AAA=', metadata: 'x' },
    { type: 'data', name: 'session', data: {} },
    { type: 'data', name: 'session', data: null },
    { type: 'data', name: 'text_data', data: { role: 'user', is_final: true } },
    { type: 'data', name: 'speech_marks', data: { turn_id: 1 } },
    { type: 'data', name: 'reminders', data: {} },
    { type: 'data', name: 'reading', data: { turn_id: 1, tab: 2, from: '0', to: 9 } },
    { type: 'cmd', name: 'earcon', data: { turn_id: 1 } },
    { type: 'cmd', name: 'approval_request', data: { approval_id: 'a', question: 'Send it?' } },
    { type: 'data', name: 'constructor' },
    { type: 'cmd', name: 'flush', data: {} },
    { type: 'error', error: {} },
    { type: 'of the future' },
  ])('ignores %j', (message) => {
    expect(parseServerMessage(JSON.stringify(message))).toBeNull();
  });

  it('ignores frames that are not JSON text', () => {
    expect(parseServerMessage('hello')).toBeNull();
    expect(parseServerMessage(new ArrayBuffer(1))).toBeNull();
  });
});
