import { INPUT_SAMPLE_RATE_HZ } from '#protocol';
import type { CaptureFrame } from './capture-framer';
import { CAPTURE_WORKLET, type CaptureCommand, type CaptureReport } from './worklet-messages';

/** Turns a microphone stream into frames. While no stream is attached, the frames are silent. */
export interface CaptureGraph {
  attach(stream: MediaStream): void;
  detach(): void;
  /** Resolves once all audio captured until now was delivered as frames. */
  flush(): Promise<void>;
  close(): void;
}

export type OpenCapture = (onFrame: (frame: CaptureFrame) => void) => Promise<CaptureGraph>;

/** A stopped audio thread never answers a flush: no caller waits longer than this for it. */
const FLUSH_TIMEOUT_MS = 100;

/**
 * The context runs at the wire's rate: the browser resamples with a filter, and nothing above 8 kHz aliases into the
 * speech.
 * @param workletUrl a packaged file: the content security policy of extensions refuses blob: and data: worklets.
 * @returns a function whose promise rejects if the browser cannot process the microphone.
 */
export function captureOpener(workletUrl: string): OpenCapture {
  return async (onFrame) => {
    const context = new AudioContext({ sampleRate: INPUT_SAMPLE_RATE_HZ, latencyHint: 'interactive' });
    try {
      await context.audioWorklet.addModule(workletUrl);
    } catch (error) {
      // Chrome limits the number of open contexts.
      void context.close();
      throw error;
    }
    const node = new AudioWorkletNode(context, CAPTURE_WORKLET, {
      numberOfInputs: 1,
      // Without outputs the node keeps running although it is connected to no destination.
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    const flushing = new Set<() => void>();
    node.port.onmessage = ({ data }: MessageEvent<CaptureReport>) => {
      if (data.type === 'frame') return onFrame(data.frame);
      for (const flushed of flushing) flushed();
      flushing.clear();
    };
    void context.resume();
    let source: MediaStreamAudioSourceNode | null = null;
    const detach = () => {
      source?.disconnect();
      source = null;
    };
    return {
      attach: (stream) => {
        detach();
        source = context.createMediaStreamSource(stream);
        source.connect(node);
      },
      detach,
      flush: () =>
        new Promise((resolve) => {
          flushing.add(resolve);
          setTimeout(resolve, FLUSH_TIMEOUT_MS);
          const command: CaptureCommand = { type: 'flush' };
          node.port.postMessage(command);
        }),
      close: () => {
        detach();
        node.port.onmessage = null;
        void context.close();
      },
    };
  };
}
