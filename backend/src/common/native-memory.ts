import koffi from 'koffi';

/** A function of glibc; other C libraries have none of these, and there nothing happens. */
function glibc<Fn>(declaration: string): Fn | undefined {
  try {
    return koffi.load('libc.so.6').func(declaration) as Fn;
  } catch {
    return undefined;
  }
}

/** malloc_trim(3) */
const trim = glibc<(keepBytes: number) => number>('int malloc_trim(size_t)');

/** mallopt(3) */
const mallopt = glibc<(option: number, value: number) => number>('int mallopt(int, int)');
const M_ARENA_MAX = -8;

/**
 * Memory pools that the threads of this process share, beyond those that they have already. Left alone, glibc gives each
 * thread one of its own, and what compiling leaves free in one is of no use to the next: 20 to 50 MB in all.
 */
const MOST_ARENAS = 2;

/** To be called before there are threads. */
export function limitArenas(): void {
  mallopt?.(M_ARENA_MAX, MOST_ARENAS);
}

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
