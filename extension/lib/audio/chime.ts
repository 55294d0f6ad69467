/** Two notes a fifth apart, as a bell strikes them: heard over music, and short enough not to cover speech. */
const NOTES = [
  { hz: 880, atS: 0 },
  { hz: 1_318.5, atS: 0.16 },
] as const;
const PEAK = 0.2;
const ATTACK_S = 0.008;
const DECAY_S = 0.55;

/** Synthesises one chime of about 0.7 s. */
export function playChime(context: BaseAudioContext): void {
  for (const { hz, atS } of NOTES) {
    const start = context.currentTime + atS;
    const end = start + ATTACK_S + DECAY_S;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(PEAK, start + ATTACK_S);
    gain.gain.exponentialRampToValueAtTime(0.001, end);
    const note = new OscillatorNode(context, { frequency: hz });
    note.connect(gain).connect(context.destination);
    note.start(start);
    note.stop(end);
  }
}
