import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GREETING_WAIT_MS, GREETING_WITHOUT_HEARING, truthfulGreeting } from './greeting.js';

const GREETING = "Hi, I'm listening.";

describe(truthfulGreeting.name, () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const greet = (canStart: () => Promise<boolean>) =>
    truthfulGreeting(GREETING, { canStart }, new AbortController().signal);

  it.each([
    [true, GREETING],
    [false, GREETING_WITHOUT_HEARING],
  ])('when the recogniser can start: %s', async (canStart, expected) => {
    expect(await greet(async () => canStart)).toBe(expected);
  });

  it('does not wait long for a recogniser that is loading', async () => {
    const greeting = greet(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(GREETING_WAIT_MS);
    expect(await greeting).toBe(GREETING);
  });

  it('claims to listen in none of its other words', () => {
    expect(GREETING_WITHOUT_HEARING).not.toMatch(/listening/i);
  });
});
