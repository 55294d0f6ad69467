import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../common/clock/testing/fake-clock.js';
import type { ToolAnswer } from '../../tools/tools.port.js';
import { ProgramCalls } from './program-calls.js';

describe(ProgramCalls.name, () => {
  const never = new AbortController().signal;
  let clock: FakeClock;
  let turns: number[];
  let answer: ToolAnswer | Promise<ToolAnswer>;
  let open: number[];
  let sut: ProgramCalls;
  const call = () => sut.call('click', { ref: 'e1' }, never);

  beforeEach(() => {
    clock = new FakeClock();
    turns = [];
    answer = { ok: true };
    open = [];
    sut = new ProgramCalls({
      tools: {
        list: () => [],
        call: async (_, __, turnId, signal) => {
          turns.push(turnId);
          const stopped = new Promise<ToolAnswer>((resolve) => {
            signal.addEventListener('abort', () => resolve({ ok: false, error: 'Stopped.' }));
          });
          return Promise.race([answer, stopped]);
        },
      },
      clock,
      ended: never,
      onOpen: (count) => open.push(count),
    });
  });

  it('have turns that the user never has, and a new one after a pause', async () => {
    await call();
    clock.advance(59_000);
    await call();
    clock.advance(61_000);
    await call();
    expect(turns).toEqual([-1, -1, -2]);
  });

  it('are refused after three refusals in a row, until the program has paused', async () => {
    answer = { ok: false, error: 'The user said no.', denied: true };
    for (let i = 0; i < 5; i++) await call();
    expect(turns).toHaveLength(3);
    answer = { ok: true };
    clock.advance(59_000);
    expect(await call()).toMatchObject({ error: expect.stringContaining('refused several') });
    clock.advance(61_000);
    expect(await call()).toEqual({ ok: true });
  });

  it('end at once when the user stops them, and none is taken until the program has paused', async () => {
    answer = new Promise(() => undefined);
    const running = call();
    expect(open).toEqual([1]);
    sut.stop();
    expect(await running).toMatchObject({ ok: false, error: expect.stringContaining('user has stopped') });
    expect(open).toEqual([1, 0]);
    clock.advance(59_000);
    expect(await call()).toMatchObject({
      error: expect.stringContaining('until they have asked for nothing'),
    });
    expect(turns).toEqual([-1]);
    answer = { ok: true };
    clock.advance(61_000);
    expect(await call()).toEqual({ ok: true });
  });

  it('are few at a time', async () => {
    let settle: (done: ToolAnswer) => void = () => undefined;
    answer = new Promise((resolve) => (settle = resolve));
    const calls = Array.from({ length: 5 }, call);
    expect(await calls[4]).toMatchObject({ error: expect.stringContaining('busy') });
    settle({ ok: true });
    expect(await calls[0]).toEqual({ ok: true });
  });
});
