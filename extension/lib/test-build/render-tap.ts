import type { TapReport } from './tap-report';

/** Fade-outs end below this: half a step of 16-bit audio. */
const INAUDIBLE = 0.5 / 0x8000;

/** How long after a flush or a pause the tap looks for sound before it reports. */
const WATCH_FRAMES = 4096;

interface PendingSilence {
  by: 'flush' | 'pause';
  turnId: number;
  receivedFrame: number;
  lastAudibleFrame: number;
}

/** Copies the player's output and measures how long it stays audible after a flush or a pause. */
export class RenderTap {
  #pending: PendingSilence[] = [];

  constructor(private readonly report: (report: TapReport, transfer: Transferable[]) => void) {}

  /** The player was told to be silent. */
  expectSilence(by: PendingSilence['by'], turnId: number, frame: number): void {
    this.#pending.push({ by, turnId, receivedFrame: frame, lastAudibleFrame: frame });
  }

  /** Sound from now on is expected: the measurement of a pause ends here. */
  resumed(): void {
    for (const silence of this.#pending) if (silence.by === 'pause') this.#finish(silence);
    this.#pending = this.#pending.filter(({ by }) => by !== 'pause');
  }

  /** @param turnId the turn that is played, or null: then only a fade-out can be audible. */
  rendered(output: Float32Array, frame: number, turnId: number | null): void {
    const samples = Float32Array.from(output);
    const audible = samples.findLastIndex((value) => Math.abs(value) > INAUDIBLE);
    if (audible >= 0) this.report({ type: 'rendered', frame, turnId, samples }, [samples.buffer]);
    this.#watchPending(frame, audible, turnId);
  }

  #watchPending(frame: number, audible: number, turnId: number | null): void {
    for (const silence of this.#pending) {
      const ofNewerTurn = turnId !== null && turnId > silence.turnId;
      if (audible >= 0 && !ofNewerTurn) silence.lastAudibleFrame = frame + audible + 1;
      if (frame - silence.receivedFrame >= WATCH_FRAMES) this.#finish(silence);
    }
    this.#pending = this.#pending.filter((silence) => frame - silence.receivedFrame < WATCH_FRAMES);
  }

  #finish(silence: PendingSilence): void {
    this.report({ type: 'silence_measured', ...silence }, []);
  }
}
