import { describe, expect, it } from 'vitest';
import { describeTimerDue } from './timer-words.js';

describe(describeTimerDue.name, () => {
  it.each([
    [{ durationMs: 300_000 }, 'Your 5 minute timer is done.'],
    [{ durationMs: 5_400_000 }, 'Your 1 hour and 30 minutes timer is done.'],
    [{ durationMs: 300_000, label: 'pasta' }, 'Your pasta timer is done.'],
    [{ durationMs: 300_000, task: 'call my mom' }, 'A reminder: call your mom.'],
  ])('%j', (timer, words) => {
    expect(describeTimerDue({ id: 1, ...timer })).toBe(words);
  });
});
