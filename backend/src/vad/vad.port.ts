/** A frame of microphone audio and how likely it is speech. */
export interface VadFrame {
  /** PCM 16 kHz mono, of the provider's frame length. Frames follow each other without gaps. */
  pcm: Int16Array;
  /** 0 to 1. */
  speechProbability: number;
}

/** Voice activity detection: how likely each frame of audio is speech. Policies elsewhere decide what follows from it. */
export abstract class Vad {
  abstract readonly name: string;

  /** Loads what the first frame needs. Idempotent. @throws ProviderError */
  abstract warmUp(): Promise<void>;

  /**
   * One stream per session: takes audio, and returns the same audio in frames with their speech probability. Ends when the
   * audio ends; the caller guards it against an abort and a stall. @throws ProviderError
   */
  abstract detect(audio: AsyncIterable<Int16Array>, signal: AbortSignal): AsyncIterable<VadFrame>;
}
