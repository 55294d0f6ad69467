import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHIME_INTERVAL_MS, MAX_RING_MS, Ringer } from './ringer';

describe(Ringer.name, () => {
  let log: string[];
  let sut: Ringer;
  beforeEach(() => {
    vi.useFakeTimers();
    log = [];
    sut = new Ringer({
      open: () => {
        log.push('open');
        return { chime: () => log.push('chime'), close: () => log.push('close') };
      },
      onChange: (ringing) => log.push(`ringing ${ringing}`),
    });
  });
  afterEach(() => void vi.useRealTimers());
  const chimes = () => log.filter((entry) => entry === 'chime').length;

  it('rings until it is stopped', () => {
    sut.ring({ once: false });
    vi.advanceTimersByTime(2 * CHIME_INTERVAL_MS);
    sut.stop();
    vi.advanceTimersByTime(MAX_RING_MS);
    expect(log).toEqual(['open', 'ringing true', 'chime', 'chime', 'chime', 'close', 'ringing false']);
  });

  it('ends by itself', () => {
    sut.ring({ once: false });
    vi.advanceTimersByTime(MAX_RING_MS + CHIME_INTERVAL_MS);
    expect(chimes()).toBe(MAX_RING_MS / CHIME_INTERVAL_MS);
    expect(log.at(-1)).toBe('ringing false');
  });

  it('chimes once during a call', () => {
    sut.ring({ once: true });
    vi.advanceTimersByTime(MAX_RING_MS);
    expect(log).toEqual(['open', 'ringing true', 'chime', 'close', 'ringing false']);
  });

  it('starts anew for a second reminder', () => {
    sut.ring({ once: false });
    sut.ring({ once: true });
    vi.advanceTimersByTime(MAX_RING_MS);
    expect(chimes()).toBe(2);
    expect(log.filter((entry) => entry === 'close')).toHaveLength(2);
  });
});
