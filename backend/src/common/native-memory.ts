import koffi from 'koffi';
import { systemClock } from './clock/clock.ts';

/** @returns a function of glibc; undefined with another C library, which has none of these */
function glibc<Fn>(declaration: string): Fn | undefined {
  try {
    return koffi.load('libc.so.6').func(declaration) as Fn;
  } catch {
    return undefined;
  }
}

/** malloc_trim(3) */
const trim = glibc<(keepBytes: number) => number>('int malloc_trim(size_t)');

/** mallopt(3), with its options from malloc.h. */
const mallopt = glibc<(option: number, value: number) => number>('int mallopt(int, int)');
const M_MMAP_THRESHOLD = -3;
const M_ARENA_MAX = -8;

/**
 * The most memory pools of this process. By default glibc gives each thread its own, and another thread cannot use free
 * memory of a pool.
 */
const MAX_ARENAS = 2;

/**
 * Blocks of at least this size return to the system as soon as they are free. V8 compiles in blocks of 32 KiB, 284 MB of
 * them for one function of Silero's runtime; in the pools they left holes of 30 to 100 MB.
 */
const MMAP_FROM_BYTES = 32 * 1024;

/** Stops free memory from piling up. Call it before threads start. */
export function keepMemoryTight(): void {
  mallopt?.(M_ARENA_MAX, MAX_ARENAS);
  mallopt?.(M_MMAP_THRESHOLD, MMAP_FROM_BYTES);
}

/** A release takes about 12 ms. */
const EVERY_MS = 10_000;
let last = -Infinity;

/**
 * Returns freed memory of the whole process to the system, at most every 10 s unless `now` is set. glibc keeps freed memory
 * in each thread's arena: compiling WebAssembly (Silero's runtime) and loading models leave 150 MB there.
 */
export function releaseFreeMemory({ now = false } = {}): void {
  if (!trim || (!now && systemClock.now() - last < EVERY_MS)) return;
  last = systemClock.now();
  trim(0);
}
