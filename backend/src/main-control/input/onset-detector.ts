import { SpeechGate, type SpeechGateEvent } from './speech-gate.js';

/** Over the assistant's voice a frame needs this much to be a voice for sure. */
const SURE_OVER_ECHO = 0.75;

/**
 * An answer is held at the first frame of a voice, and goes on when that voice was silent for two frames of Silero, which
 * is no longer than the closure of a stop consonant; but Silero remembers what it heard. Thresholds below those of the
 * sure gate find a beginning /s/ up to 100 ms earlier, and an end within a sentence in 25 of 120 runs of the fixtures
 * where 0.5 and 0.45 find 40.
 */
const QUICK_GATE = { onAbove: 0.4, offBelow: 0.3, minSpeechMs: 1, minSilenceMs: 40 };

/** Silero gives the /s/ of "stop" 0.4 to 0.5, and is sure 200 ms later. What is not sure by now was no voice. */
const SURE_WITHIN_SAMPLES = 0.4 * 16_000;

export interface Surroundings {
  /** The sure gate says that the user speaks. */
  sure: boolean;
  /** The answer is being played. */
  assistantAudible: boolean;
}

/**
 * The quick and uncertain sign of a voice. It holds an answer at once; where it was an echo or a noise, it needs to be as
 * sure as the other one for the rest of that answer. 16 kHz.
 */
export class QuickVoice {
  #gate = new SpeechGate(QUICK_GATE);
  #samples = 0;
  #overAnswer = false;
  #wasFooled = false;

  get speaking(): boolean {
    return this.#gate.speaking;
  }

  /** It began while an answer was played. */
  get overAnswer(): boolean {
    return this.#overAnswer;
  }

  /** The next frame: its speech probability and its length. */
  push(
    probability: number,
    samples: number,
    { sure, assistantAudible }: Surroundings,
  ): SpeechGateEvent | undefined {
    if (!assistantAudible) this.#wasFooled = false;
    const heard = this.#wasFooled ? overEcho(probability, QUICK_GATE.onAbove) : probability;
    const event = this.#gate.push(heard, samples);
    this.#samples += samples;
    if (event?.type === 'speech_start') {
      this.#samples = 0;
      this.#overAnswer = assistantAudible;
    }
    if (sure || !this.#overAnswer) return event;
    const isLate = this.#gate.speaking && this.#samples >= SURE_WITHIN_SAMPLES;
    if (isLate) this.reset();
    this.#wasFooled ||= isLate || event?.type === 'speech_end';
    return isLate ? { type: 'speech_end', agoMs: 0 } : event;
  }

  reset(): void {
    this.#gate = new SpeechGate(QUICK_GATE);
  }
}

/**
 * What is left of the assistant's own voice after echo cancellation is less sure to be speech than a person is.
 * @returns no more than `onAbove`, which begins nothing, where it is not sure
 */
export const overEcho = (probability: number, onAbove: number): number =>
  probability < SURE_OVER_ECHO ? Math.min(probability, onAbove) : probability;
