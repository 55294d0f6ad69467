import type { ServerMessage } from '#protocol';

/** @returns how far the audio of a turn was ahead of real time at most when it came, in ms */
export function mostAheadMs(
  messages: readonly ServerMessage[],
  /** When each came, by `performance.now()`. */
  receivedAt: readonly number[],
  turnId: number,
): number {
  let playsUntil = 0;
  let most = 0;
  messages.forEach((message, i) => {
    if (message.type !== 'audio' || message.metadata.turn_id !== turnId) return;
    const { samples_per_channel, sample_rate } = message.metadata;
    const at = receivedAt[i]!;
    playsUntil = Math.max(playsUntil, at) + (samples_per_channel * 1_000) / sample_rate;
    most = Math.max(most, playsUntil - at);
  });
  return most;
}
