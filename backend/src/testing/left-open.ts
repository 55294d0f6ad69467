/** What keeps a process from ending, as tests count it. */
import { setImmediate as nextTick } from 'node:timers/promises';

/** An end of a connection takes a few turns of the event loop; on a busy machine they take their time. */
const SETTLED_AFTER_MS = 1_000;

/**
 * Timers, sockets, threads and the like that are still open after something was used a second time, and were not before:
 * what is made once and kept (a loaded package, a shared pool) does not count.
 * @param use uses something, and gives it back
 * @returns their kinds; empty where all was given back
 */
export async function leftOpenBy(use: () => Promise<void>): Promise<string[]> {
  await use();
  await settled([]);
  const before = process.getActiveResourcesInfo();
  await use();
  return settled(before);
}

/** Waits until no more is open than before, or for as long as that may take. */
async function settled(before: string[]): Promise<string[]> {
  const until = performance.now() + SETTLED_AFTER_MS;
  for (;;) {
    const left = surplus(process.getActiveResourcesInfo(), before);
    if (left.length === 0 || performance.now() > until) return left;
    await nextTick();
  }
}

function surplus(now: string[], before: string[]): string[] {
  const known = [...before];
  return now.filter((kind) => {
    const at = known.indexOf(kind);
    if (at >= 0) known.splice(at, 1);
    // The wait for the next look.
    return at < 0 && kind !== 'Immediate';
  });
}
