import { INPUT_SAMPLE_RATE_HZ } from '#protocol';
import type { CaptureFrame } from '../audio/capture-framer';

/** `muted`: the system has muted the microphone. `silent`: it delivers nothing but zeros, and no one says why. */
export type MicrophoneSignal = 'sound' | 'silent' | 'muted';

/** A working microphone has noise: it does not deliver only zeros for this long. */
export const DIGITAL_SILENCE_MS = 1_500;

/** Finds out whether an open microphone delivers sound. */
export class SignalWatch {
  #signal: MicrophoneSignal = 'sound';
  #zerosMs = 0;
  #muted = false;

  constructor(private readonly onSignal: (signal: MicrophoneSignal) => void) {}

  /** @param frame as it was captured, while the user has not muted the microphone. */
  add({ pcm, level }: CaptureFrame): void {
    this.#zerosMs = level === 0 ? this.#zerosMs + (pcm.length * 1_000) / INPUT_SAMPLE_RATE_HZ : 0;
    this.#update();
  }

  /** The system has muted the microphone, or unmuted it. */
  setMuted(muted: boolean): void {
    this.#muted = muted;
    // What came before the change says nothing about what comes after it.
    this.#zerosMs = 0;
    this.#update();
  }

  /** The microphone is off, or muted by the user: nothing is known. */
  reset(): void {
    this.#zerosMs = 0;
    this.#muted = false;
    this.#update();
  }

  #update(): void {
    const silent = this.#zerosMs >= DIGITAL_SILENCE_MS ? 'silent' : 'sound';
    const signal = this.#muted ? 'muted' : silent;
    if (signal === this.#signal) return;
    this.#signal = signal;
    this.onSignal(signal);
  }
}
