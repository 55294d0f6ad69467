import koffi from 'koffi';

/** glibc's malloc_trim(3); other C libraries have none, and there nothing happens. */
const trim = (() => {
  try {
    return koffi.load('libc.so.6').func('int malloc_trim(size_t)') as (keepBytes: number) => number;
  } catch {
    return undefined;
  }
})();

/** It takes about 12 ms. */
const EVERY_MS = 10_000;
let last = -Infinity;

/**
 * Gives freed memory of the whole process back to the system, at most every 10 s unless it is to be `now`. glibc keeps what was freed in each
 * thread's arena, and compiling WebAssembly (Silero's runtime) and loading models leave 150 MB of that behind.
 */
export function releaseFreeMemory({ now = false } = {}): void {
  if (!trim || (!now && performance.now() - last < EVERY_MS)) return;
  last = performance.now();
  trim(0);
}
