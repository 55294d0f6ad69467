import type { TapReport } from '../audio/worklet-messages';
import type { SessionState } from '../session/state/session-state';
import type { SessionController } from '../session/session-controller';

/** Audio that was really rendered without a gap, by the clock of the playback context. */
export interface RenderedStretch {
  sampleRateHz: number;
  turnId: number | null;
  startFrame: number;
  samples: number[];
}

export interface MeasuredStop {
  by: 'flush' | 'pause';
  turnId: number;
  /** From the command's arrival in the worklet to the last sample that was not silent. */
  silentAfterMs: number;
}

/**
 * What an end-to-end test or a developer's console may look into, as `globalThis.__earshot` on the page that hosts
 * the session: web pages cannot reach it, and it costs nothing until `tap()` is called.
 */
export interface Inspector {
  state(): SessionState;
  /** Starts to record what is rendered, anew. */
  tap(): void;
  untap(): void;
  rendered(): RenderedStretch[];
  stops(): MeasuredStop[];
  microphoneTracks(): MediaStreamTrack[];
}

export function inspectorOf(session: SessionController): Inspector {
  let stretches: RenderedStretch[] = [];
  let stops: MeasuredStop[] = [];
  const record = (report: TapReport, sampleRateHz: number) => {
    if (report.type === 'stop_measured') {
      const { by, turnId, lastAudibleFrame, receivedFrame } = report;
      stops.push({ by, turnId, silentAfterMs: ((lastAudibleFrame - receivedFrame) * 1000) / sampleRateHz });
      return;
    }
    const { turnId, frame, samples } = report;
    const last = stretches.at(-1);
    const continues = last?.turnId === turnId && last.startFrame + last.samples.length === frame;
    if (last && continues) last.samples.push(...samples);
    else stretches.push({ sampleRateHz, turnId, startFrame: frame, samples: [...samples] });
  };
  return {
    state: () => session.state,
    tap: () => {
      stretches = [];
      stops = [];
      session.player.tap(record);
    },
    untap: () => session.player.tap(null),
    rendered: () => stretches,
    stops: () => stops,
    microphoneTracks: () => session.microphone.tracks,
  };
}
