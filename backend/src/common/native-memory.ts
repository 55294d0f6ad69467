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
 * Most memory pools of this process. By default glibc gives each thread its own, and free memory in one pool is of no use to
 * another thread.
 */
const MAX_ARENAS = 2;

/**
 * Blocks of at least this size are given back to the system as soon as they are free. V8 compiles in blocks of 32 KiB, 284 MB
 * of them for one function of Silero's runtime; in the pools they left holes of 30 to 100 MB.
 */
const MMAP_FROM_BYTES = 32 * 1024;

/** Keeps free memory from piling up. To be called before threads are started. */
export function keepMemoryTight(): void {
  mallopt?.(M_ARENA_MAX, MAX_ARENAS);
  mallopt?.(M_MMAP_THRESHOLD, MMAP_FROM_BYTES);
}

/** A release takes about 12 ms. */
const EVERY_MS = 10_000;
let last = -Infinity;

/**
 * Gives freed memory of the whole process back to the system, at most every 10 s unless it is to be `now`. glibc keeps
 * what was freed in each thread's arena, and compiling WebAssembly (Silero's runtime) and loading models leave 150 MB of
 * that behind.
 */
export function releaseFreeMemory({ now = false } = {}): void {
  if (!trim || (!now && systemClock.now() - last < EVERY_MS)) return;
  last = systemClock.now();
  trim(0);
}
