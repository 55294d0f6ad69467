import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallControl, HANG_UP_DELAY_MS } from './call-control';

describe(CallControl.name, () => {
  let done: string[];
  let audible: boolean;
  let sut: CallControl;
  const settle = () => vi.advanceTimersByTime(HANG_UP_DELAY_MS);

  beforeEach(() => {
    vi.useFakeTimers();
    done = [];
    audible = false;
    sut = new CallControl({
      audible: () => audible,
      mute: () => done.push('mute'),
      hangUp: () => done.push('hang_up'),
    });
  });
  afterEach(() => void vi.useRealTimers());

  describe.each(['mute', 'hang_up'] as const)('%s', (action) => {
    it('waits for the end of the answer', () => {
      sut.request(action, 3);
      audible = true;
      sut.onPhase('speaking', 3);
      sut.onAudioOver(2, 'played');
      settle();
      expect(done).toEqual([]);
      sut.onAudioOver(3, 'played');
      settle();
      expect(done).toEqual([action]);
    });

    it('is carried out at once if the answer was played before', () => {
      sut.onAudioOver(3, 'played');
      sut.request(action, 3);
      settle();
      expect(done).toEqual([action]);
    });

    it.each(['before', 'after'])('needs no audio: the backend listens again %s it', (order) => {
      if (order === 'before') sut.onPhase('listening', 3);
      sut.request(action, 3);
      if (order === 'after') {
        sut.onPhase('thinking', 3);
        settle();
        expect(done).toEqual([]);
        sut.onPhase('listening', 3);
      }
      settle();
      expect(done).toEqual([action]);
    });

    it('does not mistake the backend’s end of the answer for the end of the audio', () => {
      sut.request(action, 3);
      audible = true;
      sut.onPhase('listening', 4);
      settle();
      expect(done).toEqual([]);
    });

    it('is carried out once if a resumed session repeats it', () => {
      sut.request(action, 3);
      sut.onAudioOver(3, 'played');
      sut.request(action, 3);
      sut.onAudioOver(4, 'played');
      settle();
      expect(done).toEqual([action]);
    });

    it('is forgotten with its session', () => {
      sut.request(action, 3);
      sut.reset();
      sut.onAudioOver(3, 'played');
      settle();
      expect(done).toEqual([]);
      sut.request(action, 1);
      sut.onAudioOver(1, 'played');
      settle();
      expect(done, 'turn ids start over').toEqual([action]);
    });
  });

  it('mutes when the answer is interrupted, and does not hang up', () => {
    sut.request('mute', 3);
    sut.onAudioOver(3, 'flushed');
    sut.request('hang_up', 4);
    sut.onAudioOver(4, 'flushed');
    sut.onAudioOver(5, 'played');
    settle();
    expect(done).toEqual(['mute']);
  });

  it('does not hang up a call that has ended meanwhile', () => {
    sut.onAudioOver(3, 'played');
    sut.request('hang_up', 3);
    sut.reset();
    settle();
    expect(done).toEqual([]);
  });
});
