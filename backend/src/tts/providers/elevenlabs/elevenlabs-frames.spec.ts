import { describe, expect, it } from 'vitest';
import { readElevenLabsFrame } from './elevenlabs-frames.js';

const read = (frame: unknown) => readElevenLabsFrame(JSON.stringify(frame));

describe(readElevenLabsFrame, () => {
  const alignment = { chars: ['H', 'i'], charStartTimesMs: [0, 40], charDurationsMs: [40, 60] };
  const times = { characters: ['H', 'i'], startsMs: [0, 40], endsMs: [40, 100] };

  it('reads audio with the times of its characters, in both spellings', () => {
    const audio = { audio: 'AQAC', isFinal: null, normalizedAlignment: null };
    const expected = { type: 'audio', contextId: 'a', bytes: Buffer.from([1, 0, 2]), times };
    expect(read({ ...audio, contextId: 'a', alignment })).toEqual(expected);
    const { charDurationsMs: charsDurationsMs, ...others } = alignment;
    expect(read({ ...audio, context_id: 'a', alignment: { ...others, charsDurationsMs } })).toEqual(expected);
  });

  it.each([null, undefined, 'no alignment', { chars: [1], charStartTimesMs: [0] }])(
    'does without times where they are %j',
    (alignment) => {
      expect(read({ audio: 'AQAC', contextId: 'a', alignment })).toMatchObject({ times: undefined });
    },
  );

  it('reads the end of a context and errors, and skips the rest', () => {
    expect(read({ isFinal: true, contextId: 'a' })).toEqual({ type: 'final', contextId: 'a' });
    expect(read({ is_final: true, contextId: 'a', audio: null })).toEqual({ type: 'final', contextId: 'a' });
    expect(read({ error: 'quota_exceeded', message: 'Too much.', code: 1008 })).toEqual({
      type: 'error',
      contextId: undefined,
      reason: 'quota_exceeded\nToo much.',
    });
    expect(read({ hello: 'world' })).toEqual({ type: 'other' });
  });

  it.each(['{"audio": ', 'null', '7', '{"audio": 12}', '{"audio": "no base64!"}'])('refuses %s', (data) => {
    expect(() => readElevenLabsFrame(data)).toThrow();
  });
});
