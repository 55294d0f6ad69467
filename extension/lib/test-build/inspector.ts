import type { SessionController } from '../session/session-controller';
import type { SessionState } from '../session/state/session-state';
import type { MeasuredSilence, RenderedStretch, RenderRecorder } from './render-recorder';

/** How end-to-end tests look into the page that hosts the session: `globalThis.__earshot`, in test builds only. */
export interface Inspector {
  state(): SessionState;
  /** Starts to record what is rendered, discarding what was recorded before. */
  tap(): void;
  rendered(): readonly RenderedStretch[];
  /** See `RenderRecorder.zeroAtMs`. */
  renderedZeroAtMs(): number;
  silences(): readonly MeasuredSilence[];
  microphoneTracks(): MediaStreamTrack[];
}

export function exposeInspector(session: SessionController, recorder: RenderRecorder): void {
  const inspector: Inspector = {
    state: () => session.state,
    tap: () => recorder.start(),
    rendered: () => recorder.stretches,
    renderedZeroAtMs: () => recorder.zeroAtMs,
    silences: () => recorder.silences,
    microphoneTracks: () => session.microphone.tracks,
  };
  Object.assign(globalThis, { __earshot: inspector });
}
