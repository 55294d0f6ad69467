import type { PlayedChunk, ReceivedMessage, Tap } from './page-tap.ts';

/** How far the audio of a turn was ahead of real time at most when it came, in ms. */
export function mostAheadMs(received: readonly ReceivedMessage[], turnId: number): number {
  let playsUntil = 0;
  let most = 0;
  for (const { at, ms, turnId: turn } of received) {
    if (ms === undefined || turn !== turnId) continue;
    playsUntil = Math.max(playsUntil, at) + ms;
    most = Math.max(most, playsUntil - at);
  }
  return most;
}

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
