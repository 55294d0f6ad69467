import type { CallBadge } from '../messaging/messages';
import type { SessionState } from '../session/state/session-state';

/** @returns the toolbar icon's mark for the call. */
export function badgeOf({ connection, microphone, muted }: SessionState): CallBadge {
  if (connection === 'off') return 'none';
  if (connection !== 'open' || microphone === 'unplugged') return 'problem';
  if (microphone !== 'live') return 'none';
  return muted ? 'muted' : 'live';
}
