import { CaptureFramer } from '../../lib/audio/capture-framer';
import { CAPTURE_WORKLET, type CaptureCommand, type CaptureReport } from '../../lib/audio/worklet-messages';

/**
 * 512 samples are 32 ms at 16 kHz: four render quanta, and the window of the backend's voice activity detector.
 * Below 20 ms the browser spends more on messages than on audio; 50 ms would be heard as delay.
 */
const FRAME_SAMPLES = 512;
const QUANTUM_SAMPLES = 128;

class CaptureProcessor extends AudioWorkletProcessor {
  readonly #framer = new CaptureFramer(FRAME_SAMPLES, (frame) =>
    this.#report({ type: 'frame', frame }, [frame.pcm.buffer]),
  );

  constructor() {
    super();
    // There is one command.
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

registerProcessor(CAPTURE_WORKLET, CaptureProcessor);
