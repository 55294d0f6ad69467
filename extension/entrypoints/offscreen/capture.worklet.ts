import { CaptureFramer } from '../../lib/audio/capture-framer';
import { CAPTURE_WORKLET, type CaptureReport } from '../../lib/audio/worklet-messages';

/**
 * 512 samples are 32 ms at 16 kHz: four render quanta, and the window of the backend's voice activity detector.
 * Below 20 ms the browser spends more on messages than on audio; 50 ms would be heard as delay.
 */
const FRAME_SAMPLES = 512;
const QUANTUM_SAMPLES = 128;

class CaptureProcessor extends AudioWorkletProcessor {
  readonly #framer = new CaptureFramer(FRAME_SAMPLES, (frame) => {
    const report: CaptureReport = frame;
    this.port.postMessage(report, [frame.pcm.buffer]);
  });

  process(inputs: Float32Array[][]): boolean {
    const samples = inputs[0]?.[0];
    this.#framer.add(samples, samples?.length ?? QUANTUM_SAMPLES);
    return true;
  }
}

registerProcessor(CAPTURE_WORKLET, CaptureProcessor);
