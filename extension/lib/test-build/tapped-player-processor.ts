import { PlayerProcessor } from '../audio/player-processor';
import type { PlayerCommand } from '../audio/worklet-messages';
import { RenderTap } from './render-tap';

/** The player worklet of a test build: it also posts what it renders and how fast it stops. */
export class TappedPlayerProcessor extends PlayerProcessor {
  readonly #tap = new RenderTap((report, transfer) => this.port.postMessage(report, transfer));

  protected override handle(command: PlayerCommand): void {
    if (command.type === 'flush') this.#tap.expectSilence('flush', command.turnId, currentFrame);
    if (command.type === 'pause')
      this.#tap.expectSilence('pause', this.queue.position?.turnId ?? -1, currentFrame);
    if (command.type === 'resume') this.#tap.resumed();
    super.handle(command);
  }

  protected override render(output: Float32Array): number {
    const turnId = this.queue.position?.turnId ?? null;
    const level = super.render(output);
    this.#tap.rendered(output, currentFrame, turnId);
    return level;
  }
}
