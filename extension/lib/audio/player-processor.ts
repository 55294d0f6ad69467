import { PlayerQueue } from './player-queue';
import type { PlayerCommand, PlayerReport } from './worklet-messages';

/** Progress is reported 20 times a second: enough for a level meter and for words that follow the audio. */
const PROGRESS_MS = 50;

/**
 * Chrome skips a quantum or two after the first calls of a new processor, which would be a gap right after a turn's
 * first sound. Rendering starts after this many quanta without a gap.
 */
const STEADY_QUANTA = 4;

/** Runs on the audio thread: renders the queued answers and reports how far they were played. */
export class PlayerProcessor extends AudioWorkletProcessor {
  protected readonly queue = new PlayerQueue({ sampleRateHz: sampleRate });
  readonly #progressFrames = Math.round((sampleRate * PROGRESS_MS) / 1000);
  #lastProgressFrame = 0;
  #wasAudible = false;
  #nextFrame = -1;
  #steadyQuanta = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PlayerCommand>) => {
      this.handle(data);
      this.#reportEvents();
    };
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const output = outputs[0]?.[0];
    if (!output || !this.#steady(output.length)) return true;
    const level = this.render(output);
    this.#reportProgress(level);
    this.#reportEvents();
    return true;
  }

  protected handle(command: PlayerCommand): void {
    switch (command.type) {
      case 'push':
        return this.queue.push(command.turnId, command.pcm);
      case 'end':
        return this.queue.end(command.turnId);
      case 'flush':
        return this.queue.flush(command.turnId);
      case 'reset':
        return this.queue.reset();
      case 'pause':
        return this.queue.pause();
      case 'resume':
        return this.queue.resume();
    }
  }

  /** @returns the root mean square of the quantum, 0 to 1. */
  protected render(output: Float32Array): number {
    return this.queue.render(output);
  }

  #steady(quantumFrames: number): boolean {
    if (this.#steadyQuanta >= STEADY_QUANTA) return true;
    this.#steadyQuanta = currentFrame === this.#nextFrame ? this.#steadyQuanta + 1 : 0;
    this.#nextFrame = currentFrame + quantumFrames;
    return false;
  }

  #reportProgress(level: number): void {
    const { position } = this.queue;
    const audible = this.queue.audible && position !== null;
    if (audible && currentFrame - this.#lastProgressFrame >= this.#progressFrames) {
      this.#lastProgressFrame = currentFrame;
      this.#report({ type: 'progress', ...position, level });
    }
    if (!audible && this.#wasAudible) {
      this.#report({
        type: 'progress',
        turnId: position?.turnId ?? -1,
        renderedSamples: position?.renderedSamples ?? 0,
        level: 0,
      });
    }
    this.#wasAudible = audible;
  }

  #reportEvents(): void {
    for (const event of this.queue.takeEvents()) this.#report(event);
  }

  #report(report: PlayerReport): void {
    this.port.postMessage(report);
  }
}
