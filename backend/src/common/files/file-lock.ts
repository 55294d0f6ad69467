import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { systemClock } from '../clock/clock.js';

/** Longer than reading and writing a small file takes, and short enough for a running backend. */
const WAIT_MS = 200;
const RETRY_MS = 5;

/** A process that ended within its turn has left the lock. */
const STALE_MS = 5_000;

/**
 * Runs `change` while no other process changes the same file, so that neither overwrites what the other has written. If it
 * does not get the lock within a fifth of a second, it runs `change` without it.
 * @param path of the file; the lock is beside it
 */
export function withFileLock<Result>(path: string, change: () => Result): Result {
  const lock = `${path}.lock`;
  const isHeld = acquire(lock);
  try {
    return change();
  } finally {
    if (isHeld) rmSync(lock, { force: true });
  }
}

function acquire(lock: string): boolean {
  const deadline = systemClock.now() + WAIT_MS;
  for (;;) {
    try {
      closeSync(openSync(lock, 'wx', 0o600));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
    if (isStale(lock)) rmSync(lock, { force: true });
    else if (systemClock.now() >= deadline) return false;
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
  }
}

/** Also one from the future: the clock was set back. */
function isStale(lock: string): boolean {
  const stats = statSync(lock, { throwIfNoEntry: false });
  return stats !== undefined && Math.abs(systemClock.wallTimeMs() - stats.mtimeMs) > STALE_MS;
}
