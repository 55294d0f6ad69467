import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientCommands } from '#protocol';
import { ConfigSync, MIN_INTERVAL_MS } from './config-sync';

function newSut() {
  const sent: ClientCommands['update_config'][] = [];
  return { sut: new ConfigSync((config) => sent.push(config)), sent };
}

describe(ConfigSync.name, () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('sends the first change at once, and then the latest of each interval', () => {
    const { sut, sent } = newSut();
    for (const ms of [500, 550, 600, 650]) sut.set({ pause_before_reply_ms: ms });
    expect(sent).toEqual([{ pause_before_reply_ms: 500 }]);
    vi.advanceTimersByTime(MIN_INTERVAL_MS);
    expect(sent).toEqual([{ pause_before_reply_ms: 500 }, { pause_before_reply_ms: 650 }]);
    vi.advanceTimersByTime(MIN_INTERVAL_MS * 10);
    expect(sent).toHaveLength(2);
  });

  it('sends setNow without waiting', () => {
    const { sut, sent } = newSut();
    sut.set({ mode: 'hands_free', pause_before_reply_ms: 500 });
    sut.setNow({ mode: 'push_to_talk', pause_before_reply_ms: 500 });
    expect(sent.at(-1)).toEqual({ mode: 'push_to_talk' });
  });

  it('sends only what changed', () => {
    const { sut, sent } = newSut();
    sut.restart({ mode: 'hands_free', pause_before_reply_ms: 500 });
    vi.advanceTimersByTime(MIN_INTERVAL_MS);
    sut.set({ mode: 'push_to_talk', pause_before_reply_ms: 500 });
    vi.advanceTimersByTime(MIN_INTERVAL_MS);
    sut.set({ mode: 'push_to_talk', pause_before_reply_ms: 500 });
    expect(sent.slice(1)).toEqual([{ mode: 'push_to_talk' }]);
  });

  it('sends null once for a field that is no longer set', () => {
    const { sut, sent } = newSut();
    sut.set({ mode: 'hands_free', pause_before_reply_ms: 500 });
    vi.advanceTimersByTime(MIN_INTERVAL_MS);
    sut.set({ mode: 'hands_free' });
    vi.advanceTimersByTime(MIN_INTERVAL_MS);
    sut.set({ mode: 'hands_free' });
    expect(sent.slice(1)).toEqual([{ pause_before_reply_ms: null }]);
  });

  it('sends null after a reconnect for a field that was unset meanwhile', () => {
    const { sut, sent } = newSut();
    sut.set({ mode: 'hands_free', pause_before_reply_ms: 500 });
    sut.restart({ mode: 'hands_free' });
    expect(sent.at(-1)).toEqual({ mode: 'hands_free', pause_before_reply_ms: null });
  });

  it('sends everything to a new or resumed session, without waiting', () => {
    const { sut, sent } = newSut();
    sut.set({ mode: 'hands_free', interruption_sensitivity: 0.7 });
    sut.restart({ mode: 'hands_free', interruption_sensitivity: 0.7 });
    expect(sent).toEqual(Array(2).fill({ mode: 'hands_free', interruption_sensitivity: 0.7 }));
  });
});
