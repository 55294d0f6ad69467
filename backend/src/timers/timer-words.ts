import type { Timer } from './timers.js';

/** What is said when a timer goes off. */
export function describeTimerDue({ label, durationMs }: Timer): string {
  return label ? `Your ${label} timer is done.` : `Your ${describeDuration(durationMs)} timer is done.`;
}

/** As in `five minute timer`: "5 minute", "1 hour 30 minute". */
function describeDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 3_600), 'hour'],
    [Math.floor((seconds % 3_600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
