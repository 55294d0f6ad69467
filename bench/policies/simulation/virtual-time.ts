/** Virtual time, so that a scene takes no longer than its work. */
import { mock } from 'node:test';

/** Real immediates, because mocked ones would wait for virtual time. */
const immediate = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Turns of the event loop after which all code that only waits for promises is done. */
const QUIET_TURNS = 3;

/** A timer sees the effects of other timers in the same step only in the next step. */
const STEP_MS = 10;

export class VirtualTime {
  /** Epoch milliseconds. */
  now = Date.UTC(2026, 0, 15, 12);
  #busy = 0;

  start(): void {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  }

  stop(): void {
    mock.timers.reset();
  }

  /** Time stops during this work. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#busy++;
    try {
      return await work;
    } finally {
      this.#busy--;
    }
  }

  begin(): () => void {
    this.#busy++;
    let done = false;
    return () => {
      if (!done) this.#busy--;
      done = true;
    };
  }

  async pass(ms: number): Promise<void> {
    await this.settle();
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      this.now += STEP_MS;
      mock.timers.tick(STEP_MS);
      await this.settle();
    }
  }

  /** Waits until no work is running. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
      await immediate();
      if (this.#busy > 0) quiet = -1;
    }
  }
}
