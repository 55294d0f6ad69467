import type { TapReport } from '../audio/worklet-messages';

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

/** Copies what the player really rendered, for tests and diagnosis. Off, it does nothing at all. */
export class RenderTap {
  #on = false;
  #stops: WatchedStop[] = [];

  constructor(private readonly report: (report: TapReport, transfer: Transferable[]) => void) {}

  switch(on: boolean): void {
    this.#on = on;
    this.#stops = [];
  }

  /** The player was told to be silent. */
  stopped(by: WatchedStop['by'], turnId: number, frame: number): void {
    if (this.#on) this.#stops.push({ by, turnId, receivedFrame: frame, lastAudibleFrame: frame });
  }

  /** Pauses are over: what sounds from now on is as it should be. */
  resumed(): void {
    for (const stop of this.#stops) if (stop.by === 'pause') this.#finish(stop);
    this.#stops = this.#stops.filter(({ by }) => by !== 'pause');
  }

  /** @param turnId whose turn it is to sound, or null: then only a fade-out can be heard. */
  rendered(output: Float32Array, frame: number, turnId: number | null): void {
    if (!this.#on) return;
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
