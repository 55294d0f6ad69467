import { INPUT_SAMPLE_RATE_HZ } from '#protocol';
import type { CaptureFrame } from './capture-framer';
import { CAPTURE_WORKLET, type CaptureCommand, type CaptureReport } from './worklet-messages';

/** Turns a microphone stream into frames. It runs on, with silence, while no stream is attached. */
export interface CaptureGraph {
  attach(stream: MediaStream): void;
  detach(): void;
  /** Resolves once everything that was said until now has come as frames. */
  flush(): Promise<void>;
  close(): void;
}

export type OpenCapture = (onFrame: (frame: CaptureFrame) => void) => Promise<CaptureGraph>;

/** An audio thread that is stopped does not answer; nobody waits longer than this for a few milliseconds of sound. */
const FLUSH_TIMEOUT_MS = 100;

/**
 * The context runs at the wire's rate, so that the browser resamples: its filter takes what lies above 8 kHz
 * away, which decimation by hand would fold into the speech.
 * @param workletUrl a packaged file: an extension's content security policy refuses blob: and data: worklets.
 */
export function captureOpener(workletUrl: string): OpenCapture {
  return async (onFrame) => {
    const context = new AudioContext({ sampleRate: INPUT_SAMPLE_RATE_HZ, latencyHint: 'interactive' });
    try {
      await context.audioWorklet.addModule(workletUrl);
    } catch (error) {
      // Chrome allows few contexts at a time: one that is of no use is not left open.
      void context.close();
      throw error;
    }
    const node = new AudioWorkletNode(context, CAPTURE_WORKLET, {
      numberOfInputs: 1,
      // Without an output it needs no way to the loudspeaker to keep running.
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
