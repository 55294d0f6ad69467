import koffi from 'koffi';
import { systemClock } from './clock/clock.js';

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

/** mallopt(3), with its options from malloc.h. */
const mallopt = glibc<(option: number, value: number) => number>('int mallopt(int, int)');
const M_MMAP_THRESHOLD = -3;
const M_ARENA_MAX = -8;

/**
 * Memory pools that the threads of this process share, beyond those that they have already. Left alone, glibc gives each
 * thread one of its own, and what is free in one is of no use to the next.
 */
const MOST_ARENAS = 2;

/**
 * Blocks from this size on are given back as soon as they are free, whatever lies around them. V8 compiles in blocks of
 * 32 KiB, 284 MB of them for one function of Silero's runtime; in the pools they left holes of 30 to 100 MB.
 */
const MMAP_FROM_BYTES = 32 * 1024;

/** Keeps what is free from piling up. To be called before there are threads. */
export function keepMemoryTight(): void {
  mallopt?.(M_ARENA_MAX, MOST_ARENAS);
  mallopt?.(M_MMAP_THRESHOLD, MMAP_FROM_BYTES);
}

/** It takes about 12 ms. */
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
