const SAMPLE_RATE_HZ = 16_000;
const PITCH_HZ = 120;
/** Highest harmonic of the voice. */
const MAX_HZ = 4_000;
/** The resonances of an "a" and their gains; Peterson and Barney (1952) have the frequencies. */
const FORMANTS = [
  { hz: 700, gain: 1 },
  { hz: 1_220, gain: 0.5 },
  { hz: 2_600, gain: 0.25 },
];
const BANDWIDTH_HZ = 120;
/** People speak about four syllables a second. */
const SYLLABLES_HZ = 4;
const PEAK = 0.2 * 32_767;

/** @returns a synthetic "a-a" at a normal level, PCM 16 kHz mono: which every speech detector recognises as speech */
export function vowel(seconds: number): Int16Array {
  const harmonics = Array.from({ length: Math.floor(MAX_HZ / PITCH_HZ) }, (_, i) => ({
    hz: (i + 1) * PITCH_HZ,
    gain: gainAt((i + 1) * PITCH_HZ) / Math.sqrt(i + 1),
  }));
  const wave = Float64Array.from({ length: seconds * SAMPLE_RATE_HZ }, (_, i) => {
    const t = i / SAMPLE_RATE_HZ;
    const voice = harmonics.reduce(
      (sum, { hz, gain }, h) => sum + gain * Math.sin(2 * Math.PI * hz * t + h),
      0,
    );
    return voice * (0.55 - 0.45 * Math.cos(2 * Math.PI * SYLLABLES_HZ * t));
  });
  const peak = wave.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
  return Int16Array.from(wave, (sample) => (sample / peak) * PEAK);
}

const gainAt = (hz: number): number =>
  FORMANTS.reduce((sum, formant) => sum + formant.gain / (1 + ((hz - formant.hz) / BANDWIDTH_HZ) ** 2), 0);
