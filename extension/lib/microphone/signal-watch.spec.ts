import { beforeEach, describe, expect, it } from 'vitest';
import { DIGITAL_SILENCE_MS, SignalWatch, type MicrophoneSignal } from './signal-watch';

const FRAME_MS = 32;

describe(SignalWatch.name, () => {
  let signals: MicrophoneSignal[];
  let sut: SignalWatch;
  const hear = (level: number, durationMs = FRAME_MS) => {
    for (let ms = 0; ms < durationMs; ms += FRAME_MS) sut.add({ pcm: new Int16Array(512), level });
  };

  beforeEach(() => {
    signals = [];
    sut = new SignalWatch((signal) => signals.push(signal));
  });

  it('finds digital silence within 2 s, and its end with the first sound', () => {
    hear(0.1);
    hear(0, DIGITAL_SILENCE_MS - FRAME_MS);
    expect(signals).toEqual([]);
    hear(0, 2_000 - DIGITAL_SILENCE_MS);
    expect(signals).toEqual(['silent']);
    // Less than one step of 16 bits: a very quiet room.
    hear(1e-5);
    expect(signals).toEqual(['silent', 'sound']);
  });

  it('ignores what the filters of the browser leave of zeros', () => {
    hear(1e-9, 2_000);
    expect(signals).toEqual(['silent']);
  });

  it('does not mistake a quiet room for digital silence', () => {
    hear(1e-5, 60_000);
    expect(signals).toEqual([]);
  });

  it('reports what the system does at once', () => {
    sut.setMuted(true);
    hear(0, 5_000);
    expect(signals).toEqual(['muted']);
    sut.setMuted(false);
    expect(signals).toEqual(['muted', 'sound']);
    hear(0, 2_000);
    expect(signals).toEqual(['muted', 'sound', 'silent']);
  });

  it.each(['muted', 'silent'])('forgets that it was %s when the microphone is opened anew', (state) => {
    if (state === 'muted') sut.setMuted(true);
    else hear(0, 2_000);
    sut.reset();
    expect(signals).toEqual([state, 'sound']);
    hear(0, DIGITAL_SILENCE_MS - FRAME_MS);
    expect(signals).toHaveLength(2);
  });
});
