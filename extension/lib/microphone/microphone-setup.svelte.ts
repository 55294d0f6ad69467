import { coalesce, DEVICE_CHANGE_MS } from './coalesce';
import { MICROPHONE_CONSTRAINTS, toMicrophoneFailure, type MicrophoneBrowser } from './open-microphone';

export type SetupStep = 'checking' | 'prompt' | 'asking' | 'granted' | 'denied' | 'none' | 'busy';

export interface MicrophoneSetupDeps extends MicrophoneBrowser {
  hasMicrophone(): Promise<boolean>;
  onDeviceChange(listener: () => void): () => void;
  onPermissionChange(listener: () => void): () => void;
}

/** Gets the microphone permission on the welcome page, and follows changes of permission and devices. */
export class MicrophoneSetup {
  #step = $state<SetupStep>('checking');

  constructor(private readonly deps: MicrophoneSetupDeps) {
    const refresh = async () => {
      if (this.#step !== 'asking') await this.check();
    };
    deps.onDeviceChange(coalesce(refresh, DEVICE_CHANGE_MS));
    deps.onPermissionChange(() => void this.check());
  }

  get step(): SetupStep {
    return this.#step;
  }

  /** Finds out the current state without a permission prompt. */
  async check(): Promise<void> {
    const permission = await this.deps.queryPermission();
    if (permission === 'denied') this.#step = 'denied';
    else if (!(await this.deps.hasMicrophone())) this.#step = 'none';
    else if (permission === 'prompt') this.#step = 'prompt';
    else await this.#openBriefly();
  }

  /** Shows the browser's permission prompt. */
  async allow(): Promise<void> {
    this.#step = 'asking';
    await this.#openBriefly();
  }

  /** Opens the microphone and closes it again: only this shows whether another program uses it. */
  async #openBriefly(): Promise<void> {
    try {
      const stream = await this.deps.getUserMedia(MICROPHONE_CONSTRAINTS);
      for (const track of stream.getTracks()) track.stop();
      this.#step = 'granted';
    } catch (error) {
      const failure = toMicrophoneFailure(error);
      // A prompt that was closed without an answer can be shown again.
      const dismissed = failure === 'denied' && (await this.deps.queryPermission()) === 'prompt';
      this.#step = dismissed || failure === 'needs_permission' ? 'prompt' : failure;
    }
  }
}
