/** The speeds that a voice can speak at, as factors on its own speed. */
export interface SpeakingRates {
  min: number;
  max: number;
}

/**
 * The speed to ask a vendor for.
 * @param configured the configured speed of the voice, if there is one
 * @param chosen the user's factor on it, if there is one
 * @returns their product within the bounds, in hundredths; undefined if neither is given
 */
export function speedOf(
  { min, max }: SpeakingRates,
  configured: number | undefined,
  chosen: number | undefined,
): number | undefined {
  if (chosen === undefined || chosen === 1) return configured;
  const speed = Math.round((configured ?? 1) * chosen * 100) / 100;
  return Math.min(max, Math.max(min, speed));
}
