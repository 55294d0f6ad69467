import type { SessionState } from '../../session/state/session-state';

/** @returns why what the user says is not heard, with what to do; null if it is heard, or will be soon */
export function microphoneProblem({
  microphone,
  muted,
}: Pick<SessionState, 'microphone' | 'muted'>): string | null {
  switch (microphone) {
    case 'live':
      return muted ? 'The microphone is muted. Unmute it, and say: start dictating.' : null;
    case 'starting':
      return null;
    case 'off':
      return 'The microphone is off. Press Start talking in the panel, and say: start dictating.';
    default:
      return 'The microphone does not work. The panel says what to do.';
  }
}
