import type { EarconSound } from '#protocol';

/** Short and soft: it stands for "done" after every command. Up says done, down says not done. */
const NOTES: Record<EarconSound, readonly number[]> = { done: [659.3, 987.8], not_done: [493.9, 329.6] };
const NOTE_S = 0.06;
const FADE_S = 0.02;
const PEAK = 0.08;

/** Synthesises one sound of 0.12 s. */
export function playEarcon(context: BaseAudioContext, sound: EarconSound): void {
  NOTES[sound].forEach((hz, i) => {
    const start = context.currentTime + i * NOTE_S;
    const end = start + NOTE_S;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(PEAK, start + FADE_S / 2);
    gain.gain.setValueAtTime(PEAK, end - FADE_S);
    gain.gain.linearRampToValueAtTime(0, end);
    const note = new OscillatorNode(context, { frequency: hz });
    note.connect(gain).connect(context.destination);
    note.start(start);
    note.stop(end);
  });
}

/** An open output costs power; opening one takes longer than the sound. */
const KEEP_OPEN_MS = 20_000;

/** Plays earcons, and keeps the audio output open between those that follow each other. */
export class EarconPlayer {
  #context: AudioContext | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly open: () => AudioContext) {}

  play(sound: EarconSound): void {
    this.#context ??= this.open();
    playEarcon(this.#context, sound);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#close(), KEEP_OPEN_MS);
  }

  #close(): void {
    void this.#context?.close();
    this.#context = null;
  }
}
