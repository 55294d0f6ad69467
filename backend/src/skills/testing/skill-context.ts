import { backendTimeZone } from '../../common/clock/time-zone.js';
import type { ChatMessage } from '../../llm/llm.port.js';
import type { RunningTimer, Timer, TimerName, Timers } from '../../timers/timers.js';
import type { Question } from '../answerer.port.js';

/** Sunday, November 22, 2026, 9:05 in the morning, wherever the test runs. */
export const SUNDAY_MORNING = new Date(2026, 10, 22, 9, 5);

/** Timers that never go off. */
export class FakeTimers implements Timers {
  readonly #timers: (Timer & { dueAtMs: number })[] = [];
  #nextId = 1;

  constructor(private readonly now: () => Date) {}

  set(durationMs: number, name?: TimerName): Timer {
    if (durationMs > 24 * 3_600_000) throw new RangeError('A timer can run from one second to 24 hours.');
    const timer = { id: this.#nextId++, durationMs, dueAtMs: this.now().getTime() + durationMs, ...name };
    this.#timers.push(timer);
    return timer;
  }

  list(): RunningTimer[] {
    const nowMs = this.now().getTime();
    return this.#timers
      .map(({ dueAtMs, ...timer }) => ({ ...timer, remainingMs: dueAtMs - nowMs }))
      .sort((a, b) => a.remainingMs - b.remainingMs);
  }

  cancel(id: number): boolean {
    const at = this.#timers.findIndex((timer) => timer.id === id);
    if (at >= 0) this.#timers.splice(at, 1);
    return at >= 0;
  }

  cancelAll(): number {
    return this.#timers.splice(0).length;
  }
}

/** Everything except the sentence that an answer may depend on. */
export function skillContext(
  history: readonly ChatMessage[] = [],
  now = () => SUNDAY_MORNING,
  timeZone = backendTimeZone(),
): Omit<Question, 'sentence' | 'hasModel'> {
  return { history, now, timeZone, timers: new FakeTimers(now) };
}
