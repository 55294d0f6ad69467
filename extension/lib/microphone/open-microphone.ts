/** Why the microphone cannot be used; the panel has a text for each. */
export type MicrophoneFailure = 'needs_permission' | 'denied' | 'none' | 'busy';

export type MicrophoneResult = { ok: true; stream: MediaStream } | { ok: false; reason: MicrophoneFailure };

export interface MicrophoneBrowser {
  queryPermission(): Promise<PermissionState>;
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
}

/**
 * Echo cancellation keeps the assistant from interrupting itself. Automatic gain is off because it amplifies a quiet
 * room until its noise looks like speech, which interrupts. Noise suppression is off because recognisers do their own,
 * and doing it twice loses words.
 */
export const MICROPHONE_CONSTRAINTS: MediaStreamConstraints = {
  audio: { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: false },
};

/** Opens the microphone if it is permitted, without a permission prompt. */
export async function openMicrophone(browser: MicrophoneBrowser): Promise<MicrophoneResult> {
  // An offscreen document cannot show the prompt: getUserMedia would fail, and repeated failures may block the extension.
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
