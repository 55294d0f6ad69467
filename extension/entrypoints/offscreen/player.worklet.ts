import { PlayerQueue } from '../../lib/audio/player-queue';
import { RenderTap } from '../../lib/test-build/render-tap';
import { PLAYER_WORKLET, type PlayerCommand, type PlayerReport } from '../../lib/audio/worklet-messages';

/** Progress is reported 20 times a second: enough for a level meter and for words that follow the voice. */
const PROGRESS_MS = 50;

/**
 * Chrome leaves out a quantum or two after it first calls a new processor, which would be a gap right after a turn's
 * first sound: so nothing is rendered before so many quanta came without a gap.
 */
const STEADY_QUANTA = 4;

class PlayerProcessor extends AudioWorkletProcessor {
  readonly #queue = new PlayerQueue({ sampleRateHz: sampleRate });
  readonly #tap = new RenderTap((report, transfer) => this.#report(report, transfer));
  readonly #progressFrames = Math.round((sampleRate * PROGRESS_MS) / 1000);
  #lastProgressFrame = 0;
  #wasAudible = false;
  #nextFrame = -1;
  #steadyQuanta = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PlayerCommand>) => {
      this.#obey(data);
      this.#reportEvents();
    };
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const output = outputs[0]?.[0];
    if (!output || !this.#steady(output.length)) return true;
    const turnId = this.#queue.position?.turnId ?? null;
    const level = this.#queue.render(output);
    this.#tap.rendered(output, currentFrame, turnId);
    this.#reportProgress(level);
    this.#reportEvents();
    return true;
  }

  #steady(quantumFrames: number): boolean {
    if (this.#steadyQuanta >= STEADY_QUANTA) return true;
    this.#steadyQuanta = currentFrame === this.#nextFrame ? this.#steadyQuanta + 1 : 0;
    this.#nextFrame = currentFrame + quantumFrames;
    return false;
  }

  #obey(command: PlayerCommand): void {
    switch (command.type) {
      case 'push':
        return this.#queue.push(command.turnId, command.pcm);
      case 'end':
        return this.#queue.end(command.turnId);
      case 'flush':
        this.#tap.stopped('flush', command.turnId, currentFrame);
        return this.#queue.flush(command.turnId);
      case 'reset':
        return this.#queue.reset();
      case 'pause':
        this.#tap.stopped('pause', this.#queue.position?.turnId ?? -1, currentFrame);
        return this.#queue.pause();
      case 'resume':
        this.#tap.resumed();
        return this.#queue.resume();
      case 'tap':
        return this.#tap.switch(command.on);
    }
  }

  #reportProgress(level: number): void {
    const position = this.#queue.position;
    const audible = this.#queue.audible && position !== null;
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
    for (const event of this.#queue.takeEvents()) this.#report(event);
  }

  #report(report: PlayerReport, transfer: Transferable[] = []): void {
    this.port.postMessage(report, transfer);
  }
}

registerProcessor(PLAYER_WORKLET, PlayerProcessor);
