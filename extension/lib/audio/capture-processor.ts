import { CaptureFramer } from './capture-framer';
import type { CaptureCommand, CaptureReport } from './worklet-messages';

/**
 * 512 samples are 32 ms at 16 kHz: four render quanta, and the window of the backend's voice activity detector.
 * Below 20 ms the browser spends more on messages than on audio; 50 ms would be noticed as delay.
 */
const FRAME_SAMPLES = 512;
const QUANTUM_SAMPLES = 128;

/** Runs on the audio thread: cuts the microphone's audio into frames and posts them. */
export class CaptureProcessor extends AudioWorkletProcessor {
  readonly #framer = new CaptureFramer(FRAME_SAMPLES, (frame) =>
    this.#report({ type: 'frame', frame }, [frame.pcm.buffer]),
  );

  constructor() {
    super();
    // `flush` is the only command.
    this.port.onmessage = (_command: MessageEvent<CaptureCommand>) => {
      this.#framer.flush();
      this.#report({ type: 'flushed' });
    };
  }

  process(inputs: Float32Array[][]): boolean {
    const samples = inputs[0]?.[0];
    this.#framer.add(samples, samples?.length ?? QUANTUM_SAMPLES);
    return true;
  }

  #report(report: CaptureReport, transfer: Transferable[] = []): void {
    this.port.postMessage(report, transfer);
  }
}
