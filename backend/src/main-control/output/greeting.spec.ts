import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GREETING_WAIT_MS, GREETING_WITHOUT_HEARING, greetTruthfully } from './greeting.js';

const GREETING = "Hi, I'm listening.";

describe(greetTruthfully.name, () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  let said: string[];
  let call: AbortController;
  beforeEach(() => {
    said = [];
    call = new AbortController();
  });
  const greet = (canStart: () => Promise<boolean>) =>
    greetTruthfully(GREETING, { canStart }, call.signal, (text) => said.push(text));

  it.each([
    [true, GREETING],
    [false, GREETING_WITHOUT_HEARING],
  ])('when the recogniser can start: %s', async (canStart, expected) => {
    await greet(async () => canStart);
    expect(said).toEqual([expected]);
  });

  it('does not wait long for a recogniser that is loading', async () => {
    const greeting = greet(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(GREETING_WAIT_MS);
    await greeting;
    expect(said).toEqual([GREETING]);
  });

  it('says nothing without a greeting', async () => {
    await greetTruthfully('', { canStart: async () => false }, call.signal, (text) => said.push(text));
    expect(said).toEqual([]);
  });

  it('says nothing in a session that has ended', async () => {
    const greeting = greet(() => new Promise(() => {}));
    call.abort();
    await greeting;
    expect(said).toEqual([]);
  });

  it('claims to listen in none of its other words', () => {
    expect(GREETING_WITHOUT_HEARING).not.toMatch(/listening/i);
  });
});
