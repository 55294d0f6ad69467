import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drain, type Call } from './drain.js';

/** A call that can be told what happens in it. */
function fakeCall(state: { isQuiet: boolean; clausesPlayed?: number }) {
  const dispatch = vi.fn();
  const close = vi.fn();
  const session = { clausesPlayed: 0, ...state, dispatch };
  return { session, dispatch, close, call: { session, close } as unknown as Call };
}

describe(drain, () => {
  let isOver: boolean;
  const start = (calls: () => Call[]) => void drain(calls).then(() => (isOver = true));
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    vi.useFakeTimers();
    isOver = false;
  });
  afterEach(() => vi.useRealTimers());

  it('is over at once without a call', async () => {
    start(() => []);
    await pass(0);
    expect(isOver).toBe(true);
  });

  it('closes a quiet call at once, and others as soon as they are quiet', async () => {
    const quiet = fakeCall({ isQuiet: true });
    const talking = fakeCall({ isQuiet: false });
    start(() => [quiet.call, talking.call]);
    await pass(0);
    expect(quiet.close).toHaveBeenCalledOnce();
    await pass(3_000);
    expect(talking.close).not.toHaveBeenCalled();
    talking.session.isQuiet = true;
    await pass(100);
    expect(talking.close).toHaveBeenCalledOnce();
    expect(talking.dispatch).not.toHaveBeenCalled();
    expect(isOver).toBe(true);
  });

  it('waits for a call that has come back meanwhile', async () => {
    const first = fakeCall({ isQuiet: false });
    const back = fakeCall({ isQuiet: false });
    const calls = [first.call];
    start(() => calls);
    await pass(100);
    calls.push(back.call);
    await pass(100);
    first.session.isQuiet = true;
    await pass(100);
    expect(isOver).toBe(false);
    back.session.isQuiet = true;
    await pass(100);
    expect(isOver).toBe(true);
  });

  it('stops an answer that lasts for longer than 10 s', async () => {
    const { call, dispatch, close } = fakeCall({ isQuiet: false });
    start(() => [call]);
    await pass(9_900);
    expect(close).not.toHaveBeenCalled();
    await pass(200);
    expect(dispatch).toHaveBeenCalledExactlyOnceWith({ type: 'interrupt' });
    expect(dispatch).toHaveBeenCalledBefore(close);
    expect(isOver).toBe(true);
  });

  it.each([
    ['lets an answer go on after a clause that ends before 7 s', 5_000, false],
    ['stops an answer after the first clause that ends after 7 s', 8_000, true],
  ])('%s', async (_, clauseEndsAtMs, stops) => {
    const { call, session, dispatch, close } = fakeCall({ isQuiet: false, clausesPlayed: 2 });
    start(() => [call]);
    await pass(clauseEndsAtMs);
    expect(close).not.toHaveBeenCalled();
    session.clausesPlayed = 3;
    await pass(100);
    expect(close).toHaveBeenCalledTimes(stops ? 1 : 0);
    expect(dispatch).toHaveBeenCalledTimes(stops ? 1 : 0);
  });

  it('does not mistake the next answer for the end of a clause', async () => {
    const { call, session, close } = fakeCall({ isQuiet: false, clausesPlayed: 2 });
    start(() => [call]);
    await pass(7_500);
    session.clausesPlayed = 0;
    await pass(100);
    expect(close).not.toHaveBeenCalled();
    session.clausesPlayed = 1;
    await pass(100);
    expect(close).toHaveBeenCalledOnce();
  });
});
