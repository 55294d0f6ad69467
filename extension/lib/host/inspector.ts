import type { TapReport } from '../audio/worklet-messages';
import type { SessionState } from '../session/session-state';
import type { VoiceSession } from '../session/voice-session';

/** Audio that was really rendered without a gap, by the clock of the playback context. */
export interface RenderedStretch {
  sampleRateHz: number;
  turnId: number | null;
  startFrame: number;
  samples: number[];
}

export interface MeasuredFlush {
  turnId: number;
  /** From the flush's arrival in the worklet to the last sample that was not silent. */
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
  flushes(): MeasuredFlush[];
  microphoneTracks(): MediaStreamTrack[];
}

export function inspectorOf(session: VoiceSession): Inspector {
  let stretches: RenderedStretch[] = [];
  let flushes: MeasuredFlush[] = [];
  const record = (report: TapReport, sampleRateHz: number) => {
    if (report.type === 'flush_measured') {
      const frames = report.lastAudibleFrame - report.receivedFrame;
      flushes.push({ turnId: report.turnId, silentAfterMs: (frames * 1000) / sampleRateHz });
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
      flushes = [];
      session.player.tap(record);
    },
    untap: () => session.player.tap(null),
    rendered: () => stretches,
    flushes: () => flushes,
    microphoneTracks: () => session.microphone.tracks,
  };
}
