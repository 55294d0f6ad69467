/** Quieter sound is shown as silence; ordinary speech into a laptop is about -30 dB. */
const FLOOR_DB = -55;
const CEILING_DB = -6;
/** Above 1 it spreads ordinary speech over the meter, which a linear scale in decibels would fill. */
const CONTRAST = 1.6;

/** @param level root mean square, 0 to 1. @returns perceived loudness, 0 to 1, from a scale in decibels. */
export function loudness(level: number): number {
  if (level <= 0) return 0;
  const db = 20 * Math.log10(level);
  return Math.max(0, Math.min(1, (db - FLOOR_DB) / (CEILING_DB - FLOOR_DB))) ** CONTRAST;
}
