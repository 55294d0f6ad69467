/** A stretch of microphone audio and how likely it holds speech. */
export interface VadFrame {
  /** PCM 16 kHz mono, of whatever length the provider judges by. Frames follow each other without gaps. */
  pcm: Int16Array;
  /** 0 to 1. */
  speechProbability: number;
}

/** Voice activity detection: judges audio, frame by frame. What follows from it is decided by policies elsewhere. */
export abstract class Vad {
  abstract readonly name: string;

  /** Loads what the first frame would otherwise wait for. Idempotent. @throws ProviderError */
  abstract warmUp(): Promise<void>;

  /**
   * One stream per session: audio in, the same audio out, re-framed and judged. Ends when the audio ends; the caller guards it
   * against an abort and a stall. @throws ProviderError
   */
  abstract detect(audio: AsyncIterable<Int16Array>, signal: AbortSignal): AsyncIterable<VadFrame>;
}
