import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coalesce } from './coalesce';

describe(coalesce.name, () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('runs once at once, and once more for all calls of a burst', async () => {
    const task = vi.fn(async () => {});
    const sut = coalesce(task, 100);
    for (let i = 0; i < 20; i++) sut();
    expect(task).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('never runs twice at the same time', async () => {
    let done = () => {};
    const task = vi.fn(() => new Promise<void>((resolve) => (done = resolve)));
    const sut = coalesce(task, 100);
    sut();
    sut();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(task).toHaveBeenCalledTimes(1);
    done();
    await vi.advanceTimersByTimeAsync(100);
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('runs again at once after a quiet time', async () => {
    const task = vi.fn(async () => {});
    const sut = coalesce(task, 100);
    sut();
    await vi.advanceTimersByTimeAsync(100);
    sut();
    expect(task).toHaveBeenCalledTimes(2);
  });
});
