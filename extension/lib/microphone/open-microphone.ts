/** Why there is no microphone: each has its own words in the panel. */
export type MicrophoneFailure = 'needs_permission' | 'denied' | 'none' | 'busy';

export type MicrophoneResult = { ok: true; stream: MediaStream } | { ok: false; reason: MicrophoneFailure };

export interface MicrophoneBrowser {
  queryPermission(): Promise<PermissionState>;
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
}

/**
 * Echo cancellation keeps the assistant from hearing itself. Automatic gain is off because it lifts a quiet
 * room until its noise looks like speech, and speech interrupts. Noise suppression is the recogniser's own: what
 * suits it best differs, and doing it twice costs words.
 */
export const MICROPHONE_CONSTRAINTS: MediaStreamConstraints = {
  audio: { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: false },
};

/** Opens the microphone where the permission is there; it never makes the browser ask. */
export async function openMicrophone(browser: MicrophoneBrowser): Promise<MicrophoneResult> {
  // Asking from a page that cannot show the question fails, and repeated failures may earn a block.
  const permission = await browser.queryPermission();
  if (permission === 'prompt') return { ok: false, reason: 'needs_permission' };
  if (permission === 'denied') return { ok: false, reason: 'denied' };
  try {
    return { ok: true, stream: await browser.getUserMedia(MICROPHONE_CONSTRAINTS) };
  } catch (error) {
    return { ok: false, reason: toMicrophoneFailure(error) };
  }
}

/** @param error what getUserMedia rejected with. */
export function toMicrophoneFailure(error: unknown): MicrophoneFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'denied';
  }
}
