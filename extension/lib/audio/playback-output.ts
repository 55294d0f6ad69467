import { PLAYER_WORKLET, type PlayerCommand, type PlayerReport } from './worklet-messages';

/** An open audio output with the player worklet, at one sample rate. */
export interface PlaybackOutput {
  readonly sampleRateHz: number;
  /** From a rendered sample to the loudspeaker, as far as the browser knows. */
  readonly latencyMs: number;
  send(command: PlayerCommand): void;
  close(): void;
}

export type OpenPlaybackOutput = (
  sampleRateHz: number,
  onReport: (report: PlayerReport) => void,
) => Promise<PlaybackOutput>;

/**
 * The context runs at the rate of the audio, so that the browser resamples one stream. Resampling chunk by chunk would
 * click at every boundary.
 * @param workletUrl a packaged file: the content security policy of extensions refuses blob: and data: worklets.
 * @returns a function whose promise rejects if the browser cannot open an output.
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
    // Not awaited: without an output device it never resolves.
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
