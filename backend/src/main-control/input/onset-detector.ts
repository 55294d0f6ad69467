import { withoutResidualEcho, type ResidualEchoOptions } from './residual-echo.js';
import { SpeechGate, type SpeechGateEvent, type SpeechGateOptions } from './speech-gate.js';

export interface OnsetOptions {
  /** Off: onset and offset are where the speech gate finds the start and the end. */
  enabled: boolean;
  /** Speech probability above which a frame is an onset. */
  onAbove: number;
  /** Speech probability below which a frame counts as silence. */
  offBelow: number;
  /** Silence that makes an offset, in ms. */
  minSilenceMs: number;
  /** An onset over an answer that the speech gate has not confirmed after this was no speech, in ms. */
  certainWithinMs: number;
}

/**
 * Lower thresholds than those of the speech gate find a beginning /s/ up to 100 ms earlier, and an end within a sentence
 * in 25 of 120 runs of the fixtures, where 0.5 and 0.45 find 40.
 */
export const ONSET_DEFAULTS: Readonly<OnsetOptions> = {
  enabled: true,
  onAbove: 0.4,
  offBelow: 0.3,
  // Two frames of Silero: no longer than the closure of a stop consonant, but Silero remembers what it heard.
  minSilenceMs: 40,
  // Silero gives the /s/ of "stop" 0.4 to 0.5, and is certain 200 ms later.
  certainWithinMs: 400,
};

const SAMPLES_PER_MS = 16;

/** Any frame is at least as long. */
const ONE_FRAME_MS = 1;

export interface OnsetPolicies {
  onset: OnsetOptions;
  residualEcho: ResidualEchoOptions;
  speechGate: SpeechGateOptions;
}

export interface Surroundings {
  /** The speech gate's verdict: the user is speaking. */
  certain: boolean;
  /** The answer is being played. */
  assistantAudible: boolean;
}

/**
 * Finds the first frame of speech, quickly and without certainty, so that an answer can be held at once. After a false
 * onset it asks for as much certainty as the speech gate does, until that answer is over. 16 kHz.
 */
export class OnsetDetector {
  #gate: SpeechGate;
  #samples = 0;
  #overAnswer = false;
  #wasFooled = false;

  constructor(private readonly policies: OnsetPolicies) {
    this.#gate = this.#newGate();
  }

  get speaking(): boolean {
    return this.#gate.speaking;
  }

  /** Whether the newest onset came while an answer was played. */
  get overAnswer(): boolean {
    return this.#overAnswer;
  }

  /**
   * @param probability of the next frame to hold speech
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
    if (!assistantAudible) this.#wasFooled = false;
    const { onAbove } = enabled ? onset : speechGate;
    const isDoubtful = enabled ? this.#wasFooled : assistantAudible;
    const heard = isDoubtful ? withoutResidualEcho(probability, onAbove, residualEcho) : probability;
    const event = this.#gate.push(heard, samples);
    this.#samples += samples;
    if (event?.type === 'speech_start') {
      this.#samples = 0;
      this.#overAnswer = assistantAudible;
    }
    if (certain || !this.#overAnswer) return event;
    const isLate = this.#gate.speaking && this.#samples >= certainWithinMs * SAMPLES_PER_MS;
    if (isLate) this.reset();
    this.#wasFooled ||= isLate || event?.type === 'speech_end';
    return isLate ? { type: 'speech_end', agoMs: 0 } : event;
  }

  reset(): void {
    this.#gate = this.#newGate();
  }

  #newGate(): SpeechGate {
    const { onset, speechGate } = this.policies;
    if (!onset.enabled) return new SpeechGate(speechGate);
    const { onAbove, offBelow, minSilenceMs } = onset;
    return new SpeechGate({ ...speechGate, onAbove, offBelow, minSilenceMs, minSpeechMs: ONE_FRAME_MS });
  }
}
