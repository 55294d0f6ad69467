/** Open resources that keep a process from ending, as tests count them. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Closing a connection takes a few turns of the event loop, which are slow on a busy machine. */
const SETTLED_AFTER_MS = 1_000;
const LOOK_MS = 10;

/** More than one, because a test runner's timer that ends meanwhile could hide a leaked one. */
const USES = 3;

/**
 * Timers, sockets, threads and the like that were opened by a second use and are still open. What is created once and kept
 * (a loaded package, a shared pool) does not count.
 * @param use uses something and releases it
 * @returns their kinds; empty if everything was released
 */
export async function leftOpenBy(use: () => Promise<void>): Promise<string[]> {
  await use();
  const before = await steady();
  for (let i = 0; i < USES; i++) await use();
  return settled(before);
}

/** The open resources once two counts in a row are equal, or after the longest wait. */
async function steady(): Promise<string[]> {
  const until = performance.now() + SETTLED_AFTER_MS;
  let last = await look();
  for (;;) {
    const now = await look();
    const same = surplus(now, last).length === 0 && surplus(last, now).length === 0;
    if (same || performance.now() > until) return now;
    last = now;
  }
}

/** Waits until no more resources are open than before, or for the longest wait. */
async function settled(before: string[]): Promise<string[]> {
  const until = performance.now() + SETTLED_AFTER_MS;
  for (;;) {
    const left = surplus(await look(), before);
    if (left.length === 0 || performance.now() > until) return left;
  }
}

/** The open resources now. The wait for them does not count, because it does not keep the process from ending. */
async function look(): Promise<string[]> {
  await sleep(LOOK_MS, undefined, { ref: false });
  return process.getActiveResourcesInfo();
}

function surplus(now: string[], before: string[]): string[] {
  const known = [...before];
  return now.filter((kind) => {
    const at = known.indexOf(kind);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}
