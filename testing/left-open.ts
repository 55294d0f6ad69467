/** What keeps a process from ending, as tests count it. */
import { setTimeout as sleep } from 'node:timers/promises';

/** An end of a connection takes a few turns of the event loop; on a busy machine they take their time. */
const SETTLED_AFTER_MS = 1_000;
const LOOK_MS = 10;

/** Several: a timer of the test runner's own that was there before, and goes, would hide one that stays. */
const USES = 3;

/**
 * Timers, sockets, threads and the like that are still open after something was used again, and were not before: what is
 * made once and kept (a loaded package, a shared pool) does not count.
 * @param use uses something, and gives it back
 * @returns their kinds; empty where all was given back
 */
export async function leftOpenBy(use: () => Promise<void>): Promise<string[]> {
  await use();
  const before = await steady();
  for (let i = 0; i < USES; i++) await use();
  return settled(before);
}

/** What is open when two looks in a row find the same, or after as long as that may take. */
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

/** Waits until no more is open than before, or for as long as that may take. */
async function settled(before: string[]): Promise<string[]> {
  const until = performance.now() + SETTLED_AFTER_MS;
  for (;;) {
    const left = surplus(await look(), before);
    if (left.length === 0 || performance.now() > until) return left;
  }
}

/** What is open in a moment. The wait for it does not count: it keeps no process from ending. */
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
