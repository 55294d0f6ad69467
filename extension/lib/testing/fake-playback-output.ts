import { PlayerQueue } from '../audio/player-queue';
import type { OpenPlaybackOutput, PlaybackOutput } from '../audio/playback-output';
import type { PlayerCommand, PlayerReport } from '../audio/worklet-messages';

const QUANTUM_SAMPLES = 128;

/** An output with the real player queue; it renders into an array when the test calls `play`. */
export class FakePlaybackOutput implements PlaybackOutput {
  readonly rendered: number[] = [];
  readonly commands: PlayerCommand[] = [];
  closed = false;
  readonly #queue: PlayerQueue;

  constructor(
    readonly sampleRateHz: number,
    private readonly onReport: (report: PlayerReport) => void,
    readonly latencyMs: number,
  ) {
    this.#queue = new PlayerQueue({ sampleRateHz, jitterMs: 0 });
  }

  send(command: PlayerCommand): void {
    this.commands.push(command);
    switch (command.type) {
      case 'push':
        this.#queue.push(command.turnId, command.pcm);
        break;
      case 'end':
        this.#queue.end(command.turnId);
        break;
      case 'flush':
        this.#queue.flush(command.turnId);
        break;
      default:
        this.#queue[command.type]();
    }
    this.#report();
  }

  /** Advances the audio clock. */
  play(durationMs: number): void {
    const quanta = Math.ceil((this.sampleRateHz * durationMs) / 1000 / QUANTUM_SAMPLES);
    for (let i = 0; i < quanta; i++) {
      const output = new Float32Array(QUANTUM_SAMPLES);
      const level = this.#queue.render(output);
      this.rendered.push(...output);
      const { position } = this.#queue;
      if (position && this.#queue.audible) this.onReport({ type: 'progress', ...position, level });
      this.#report();
    }
  }

  close(): void {
    this.closed = true;
  }

  #report(): void {
    for (const event of this.#queue.takeEvents()) this.onReport(event);
  }
}

/** @returns a function that opens fake outputs, and the outputs it has opened. */
export function fakePlaybackOutputs(latencyMs = 0): {
  outputs: FakePlaybackOutput[];
  openOutput: OpenPlaybackOutput;
} {
  const outputs: FakePlaybackOutput[] = [];
  return {
    outputs,
    openOutput: async (sampleRateHz, onReport) => {
      const output = new FakePlaybackOutput(sampleRateHz, onReport, latencyMs);
      outputs.push(output);
      return output;
    },
  };
}
