import type { OpenPlaybackOutput } from '../audio/playback-output';
import type { PlayerReport } from '../audio/worklet-messages';
import type { TapReport } from './tap-report';

/** Audio that was rendered without a gap, by the clock of the playback context. */
export interface RenderedStretch {
  sampleRateHz: number;
  turnId: number | null;
  startFrame: number;
  samples: number[];
}

export interface MeasuredSilence {
  by: 'flush' | 'pause';
  turnId: number;
  /** From the command's arrival in the worklet to the last audible sample. */
  silentAfterMs: number;
}

/** Collects what the render tap reports. */
export class RenderRecorder {
  #recording = false;
  #stretches: RenderedStretch[] = [];
  #silences: MeasuredSilence[] = [];
  #zeroAtMs = Infinity;

  /**
   * When frame 0 of the last output was rendered, in epoch milliseconds: by the report that came soonest, late by its delivery.
   * Infinity before the first report.
   */
  get zeroAtMs(): number {
    return this.#zeroAtMs;
  }

  get stretches(): readonly RenderedStretch[] {
    return this.#stretches;
  }

  get silences(): readonly MeasuredSilence[] {
    return this.#silences;
  }

  /** Starts over, with nothing recorded. */
  start(): void {
    this.#recording = true;
    this.#stretches = [];
    this.#silences = [];
  }

  /** @returns a function that opens the same outputs, with their tap reports taken out and recorded. */
  tap(openOutput: OpenPlaybackOutput): OpenPlaybackOutput {
    return (sampleRateHz, onReport) => {
      this.#zeroAtMs = Infinity;
      return openOutput(sampleRateHz, (report: PlayerReport | TapReport) => {
        if (!isTapReport(report)) onReport(report);
        else if (this.#recording) this.#record(report, sampleRateHz);
      });
    };
  }

  #record(report: TapReport, sampleRateHz: number): void {
    if (report.type === 'silence_measured') {
      const { by, turnId, lastAudibleFrame, receivedFrame } = report;
      this.#silences.push({
        by,
        turnId,
        silentAfterMs: ((lastAudibleFrame - receivedFrame) * 1000) / sampleRateHz,
      });
      return;
    }
    const { turnId, frame, samples } = report;
    const nowMs = performance.timeOrigin + performance.now();
    this.#zeroAtMs = Math.min(this.#zeroAtMs, nowMs - ((frame + samples.length) * 1000) / sampleRateHz);
    const last = this.#stretches.at(-1);
    const continues = last?.turnId === turnId && last.startFrame + last.samples.length === frame;
    if (last && continues) last.samples.push(...samples);
    else this.#stretches.push({ sampleRateHz, turnId, startFrame: frame, samples: [...samples] });
  }
}

function isTapReport(report: PlayerReport | TapReport): report is TapReport {
  return report.type === 'rendered' || report.type === 'silence_measured';
}
