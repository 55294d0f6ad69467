import type { PlayedChunk, Tap } from './page-tap.ts';

/** The played chunks of a turn. The page plays all that comes, in order. */
export function playedOf(
  { received, played }: Pick<Tap, 'received' | 'played'>,
  turnId: number,
): PlayedChunk[] {
  const turns = received.flatMap(({ ms, turnId: turn }) => (ms === undefined ? [] : [turn]));
  return played.filter((_, i) => turns[i] === turnId);
}

/** How long a turn was still audible after that time, in ms. NaN while it plays. */
export function staleMs(chunks: readonly PlayedChunk[], flushedAt: number): number {
  const last = chunks.at(-1);
  if (!last) return 0;
  return last.endedAt === null ? NaN : Math.max(0, last.endedAt - flushedAt);
}
