import { INPUT_SAMPLE_RATE_HZ } from '#protocol';
import type { CaptureFrame } from '../audio/capture-framer';

/** `muted`: the system has muted the microphone. `silent`: it delivers nothing, and no one says why. */
export type MicrophoneSignal = 'sound' | 'silent' | 'muted';

/** A working microphone has noise: it is not silent for this long. */
export const DIGITAL_SILENCE_MS = 1_500;

/** Root mean square: -120 dB. The browser's filters ring on below it, and a converter of 16 bits has noise far above it. */
const ZERO_LEVEL = 1e-6;

/** Finds out whether an open microphone delivers sound. */
export class SignalWatch {
  #signal: MicrophoneSignal = 'sound';
  #silentMs = 0;
  #muted = false;

  constructor(private readonly onSignal: (signal: MicrophoneSignal) => void) {}

  /** @param frame as it was captured, while the user has not muted the microphone. */
  add({ pcm, level }: CaptureFrame): void {
    this.#silentMs = level < ZERO_LEVEL ? this.#silentMs + (pcm.length * 1_000) / INPUT_SAMPLE_RATE_HZ : 0;
    this.#update();
  }

  /** The system has muted the microphone, or unmuted it. */
  setMuted(muted: boolean): void {
    this.#muted = muted;
    // Samples from before the change say nothing about those after it.
    this.#silentMs = 0;
    this.#update();
  }

  /** The microphone is off, or muted by the user: nothing is known. */
  reset(): void {
    this.#silentMs = 0;
    this.#muted = false;
    this.#update();
  }

  #update(): void {
    const silent = this.#silentMs >= DIGITAL_SILENCE_MS ? 'silent' : 'sound';
    const signal = this.#muted ? 'muted' : silent;
    if (signal === this.#signal) return;
    this.#signal = signal;
    this.onSignal(signal);
  }
}
