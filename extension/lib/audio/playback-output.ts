import { PLAYER_WORKLET, type PlayerCommand, type PlayerReport } from './worklet-messages';

/** An open way to the loudspeaker at one sample rate. */
export interface PlaybackOutput {
  readonly sampleRateHz: number;
  /** From a rendered sample to the ear, as far as the browser knows. */
  readonly latencyMs: number;
  send(command: PlayerCommand): void;
  close(): void;
}

export type OpenPlaybackOutput = (
  sampleRateHz: number,
  onReport: (report: PlayerReport) => void,
) => Promise<PlaybackOutput>;

/**
 * Opens a playback context at the rate of the audio itself: the browser then resamples the whole stream once,
 * where resampling it chunk by chunk is heard as a click at every join.
 * @param workletUrl a packaged file: an extension's content security policy refuses blob: and data: worklets.
 */
export function playbackOutputOpener(workletUrl: string): OpenPlaybackOutput {
  return async (sampleRateHz, onReport) => {
    const context = new AudioContext({ sampleRate: sampleRateHz, latencyHint: 'interactive' });
    try {
      await context.audioWorklet.addModule(workletUrl);
    } catch (error) {
      void context.close();
      throw error;
    }
    const node = new AudioWorkletNode(context, PLAYER_WORKLET, {
      numberOfInputs: 0,
      numberOfOutputs: 1,
      outputChannelCount: [1],
    });
    node.port.onmessage = ({ data }: MessageEvent<PlayerReport>) => onReport(data);
    node.connect(context.destination);
    // Not awaited: without any output device it would wait for ever.
    void context.resume();
    return {
      sampleRateHz,
      get latencyMs() {
        return (context.baseLatency + (context.outputLatency || 0)) * 1000;
      },
      send: (command) => {
        node.port.postMessage(command, command.type === 'push' ? [command.pcm.buffer] : []);
      },
      close: () => {
        node.port.onmessage = null;
        node.disconnect();
        void context.close();
      },
    };
  };
}
