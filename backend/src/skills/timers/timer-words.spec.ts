import { describe, expect, it } from 'vitest';
import { describeDue, describeMissed } from './timer-words.js';

/** Sunday, November 29, 2026, 5:03 PM in Berlin. */
const DUE_AT = Date.UTC(2026, 10, 29, 16, 3);
const ZONE = 'Europe/Berlin';
const timer = { id: '1', kind: 'timer' as const, dueAt: DUE_AT, durationMs: 300_000 };
const alarm = { id: '2', kind: 'alarm' as const, dueAt: DUE_AT };

describe(describeDue.name, () => {
  it.each([
    [timer, 'Your 5 minute timer is done.'],
    [{ ...timer, durationMs: 5_400_000 }, 'Your 1 hour and 30 minutes timer is done.'],
    [{ ...timer, label: 'pasta' }, 'Your pasta timer is done.'],
    [{ ...timer, task: 'call my mom' }, 'A reminder: call your mom.'],
    [alarm, "It's 5:03 PM: your alarm."],
    [{ ...alarm, task: 'leave' }, 'A reminder: leave.'],
  ])('%j', (reminder, words) => {
    expect(describeDue(reminder, ZONE)).toBe(words);
  });
});

describe(describeMissed.name, () => {
  it.each([
    [[{ ...timer, label: 'pasta' }], 'While you were away, your pasta timer went off at 5:03 PM yesterday.'],
    [
      [alarm, { ...timer, task: 'call my mom' }],
      'While you were away, your alarm went off at 5:03 PM yesterday and I had to remind you to call your mom at 5:03 PM yesterday.',
    ],
  ])('%j', (missed, words) => {
    expect(describeMissed(missed, { now: () => new Date(DUE_AT + 10 * 3_600_000), timeZone: ZONE })).toBe(
      words,
    );
  });
});
