import { withoutResidualEcho, type ResidualEchoOptions } from './residual-echo.js';
import { SpeechGate, type SpeechGateEvent, type SpeechGateOptions } from './speech-gate.js';

export interface OnsetOptions {
  /** Off: onset and offset are the start and end from the speech gate. */
  enabled: boolean;
  /** Silence before an offset, in ms. */
  minSilenceMs: number;
  /** An onset over an answer is false if the speech gate has not confirmed it after this, in ms. */
  certainWithinMs: number;
}

export const ONSET_DEFAULTS: Readonly<OnsetOptions> = {
  enabled: true,
  // Two frames of Silero: as short as the closure of a stop consonant, but Silero remembers earlier frames.
  minSilenceMs: 40,
  // By judgement: the speech gate confirms speech within 64 to 250 ms.
  certainWithinMs: 400,
};

const SAMPLES_PER_MS = 16;

/** Every frame is at least this long. */
const ONE_FRAME_MS = 1;

export interface OnsetPolicies {
  onset: OnsetOptions;
  residualEcho: ResidualEchoOptions;
  speechGate: SpeechGateOptions;
}

export interface Surroundings {
  /** The speech gate's verdict: the user is speaking. */
  certain: boolean;
  /** The answer is playing. */
  assistantAudible: boolean;
}

/**
 * Finds the first frame of speech quickly but uncertainly, so that an answer can be held at once. After a false
 * onset it needs the certainty of the speech gate until that answer is over. 16 kHz.
 */
export class OnsetDetector {
  #gate: SpeechGate;
  #samples = 0;
  #overAnswer = false;
  #hadFalseOnset = false;

  constructor(private readonly policies: OnsetPolicies) {
    this.#gate = this.#newGate();
  }

  get speaking(): boolean {
    return this.#gate.speaking;
  }

  /** Whether the newest onset came while an answer was playing. */
  get overAnswer(): boolean {
    return this.#overAnswer;
  }

  /**
   * @param probability speech probability of the next frame
   * @param samples its length
   * @returns `speech_start` for an onset, `speech_end` for an offset
   */
  push(
    probability: number,
    samples: number,
    { certain, assistantAudible }: Surroundings,
  ): SpeechGateEvent | undefined {
    const { onset, residualEcho, speechGate } = this.policies;
    const { enabled, certainWithinMs } = onset;
    if (!assistantAudible) this.#hadFalseOnset = false;
    const isDoubtful = enabled ? this.#hadFalseOnset : assistantAudible;
    const heard = isDoubtful
      ? withoutResidualEcho(probability, speechGate.onAbove, residualEcho)
      : probability;
    const event = this.#gate.push(heard, samples);
    this.#samples += samples;
    if (event?.type === 'speech_start') {
      this.#samples = 0;
      this.#overAnswer = assistantAudible;
    }
    if (certain || !this.#overAnswer) return event;
    const isLate = this.#gate.speaking && this.#samples >= certainWithinMs * SAMPLES_PER_MS;
    if (isLate) this.reset();
    this.#hadFalseOnset ||= isLate || event?.type === 'speech_end';
    return isLate ? { type: 'speech_end', agoMs: 0 } : event;
  }

  reset(): void {
    this.#gate = this.#newGate();
  }

  #newGate(): SpeechGate {
    const { onset, speechGate } = this.policies;
    if (!onset.enabled) return new SpeechGate(speechGate);
    const { minSilenceMs } = onset;
    return new SpeechGate({ ...speechGate, minSilenceMs, minSpeechMs: ONE_FRAME_MS });
  }
}
