import type { TapReport } from './tap-report';

/** Fade-outs end below this: half a step of 16-bit audio. */
const INAUDIBLE = 0.5 / 0x8000;

/** How long after a flush or a pause the tap looks for sound before it reports. */
const STOP_WATCH_FRAMES = 4096;

interface WatchedStop {
  by: 'flush' | 'pause';
  turnId: number;
  receivedFrame: number;
  lastAudibleFrame: number;
}

/** Copies the player's output and measures how long it stays audible after a flush or a pause. */
export class RenderTap {
  #stops: WatchedStop[] = [];

  constructor(private readonly report: (report: TapReport, transfer: Transferable[]) => void) {}

  /** The player was told to be silent. */
  stopped(by: WatchedStop['by'], turnId: number, frame: number): void {
    this.#stops.push({ by, turnId, receivedFrame: frame, lastAudibleFrame: frame });
  }

  /** Sound from now on is expected: the measurement of a pause ends here. */
  resumed(): void {
    for (const stop of this.#stops) if (stop.by === 'pause') this.#finish(stop);
    this.#stops = this.#stops.filter(({ by }) => by !== 'pause');
  }

  /** @param turnId the turn that is played, or null: then only a fade-out can be audible. */
  rendered(output: Float32Array, frame: number, turnId: number | null): void {
    const samples = Float32Array.from(output);
    const audible = samples.findLastIndex((value) => Math.abs(value) > INAUDIBLE);
    if (audible >= 0) this.report({ type: 'rendered', frame, turnId, samples }, [samples.buffer]);
    this.#watchStops(frame, audible, turnId);
  }

  #watchStops(frame: number, audible: number, turnId: number | null): void {
    for (const stop of this.#stops) {
      const ofNewerTurn = turnId !== null && turnId > stop.turnId;
      if (audible >= 0 && !ofNewerTurn) stop.lastAudibleFrame = frame + audible + 1;
      if (frame - stop.receivedFrame >= STOP_WATCH_FRAMES) this.#finish(stop);
    }
    this.#stops = this.#stops.filter((stop) => frame - stop.receivedFrame < STOP_WATCH_FRAMES);
  }

  #finish(stop: WatchedStop): void {
    this.report({ type: 'stop_measured', ...stop }, []);
  }
}
