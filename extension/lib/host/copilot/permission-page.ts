import type { MicrophoneState } from '../../microphone/microphone';

/** Opens the page for the microphone's permission when the user started a call by a shortcut, and the panel cannot help. */
export class PermissionPage {
  #expected = false;

  constructor(private readonly open: () => void) {}

  /** The microphone is opened now. */
  expect(): void {
    this.#expected = true;
  }

  onMicrophone(state: MicrophoneState): void {
    if (!this.#expected || state === 'off' || state === 'starting') return;
    this.#expected = false;
    if (state === 'needs_permission' || state === 'denied') this.open();
  }
}
