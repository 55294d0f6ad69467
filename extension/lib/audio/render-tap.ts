import type { TapReport } from './worklet-messages';

/** Fade-outs end below this: half a step of 16-bit audio. */
const INAUDIBLE = 0.5 / 0x8000;

/** How long after a flush the tap looks for sound before it reports. */
const FLUSH_WATCH_FRAMES = 4096;

interface WatchedFlush {
  turnId: number;
  receivedFrame: number;
  lastAudibleFrame: number;
}

/** Copies what the player really rendered, for tests and diagnosis. Off, it does nothing at all. */
export class RenderTap {
  #on = false;
  #flushes: WatchedFlush[] = [];

  constructor(private readonly report: (report: TapReport, transfer: Transferable[]) => void) {}

  switch(on: boolean): void {
    this.#on = on;
    this.#flushes = [];
  }

  flushed(turnId: number, frame: number): void {
    if (this.#on) this.#flushes.push({ turnId, receivedFrame: frame, lastAudibleFrame: frame });
  }

  /** @param turnId whose turn it is to sound, or null: then only a fade-out can be heard. */
  rendered(output: Float32Array, frame: number, turnId: number | null): void {
    if (!this.#on) return;
    const samples = Float32Array.from(output);
    const audible = samples.findLastIndex((value) => Math.abs(value) > INAUDIBLE);
    if (audible >= 0) this.report({ type: 'rendered', frame, turnId, samples }, [samples.buffer]);
    this.#watchFlushes(frame, audible, turnId);
  }

  #watchFlushes(frame: number, audible: number, turnId: number | null): void {
    for (const flush of this.#flushes) {
      const ofNewerTurn = turnId !== null && turnId > flush.turnId;
      if (audible >= 0 && !ofNewerTurn) flush.lastAudibleFrame = frame + audible + 1;
      if (frame - flush.receivedFrame >= FLUSH_WATCH_FRAMES) {
        this.report({ type: 'flush_measured', ...flush }, []);
      }
    }
    this.#flushes = this.#flushes.filter((flush) => frame - flush.receivedFrame < FLUSH_WATCH_FRAMES);
  }
}
