import { MICROPHONE_CONSTRAINTS, toMicrophoneFailure, type MicrophoneBrowser } from './open-microphone';

export type SetupStep = 'checking' | 'prompt' | 'asking' | 'granted' | 'denied' | 'none' | 'busy';

export interface MicrophoneSetupDeps extends MicrophoneBrowser {
  hasMicrophone(): Promise<boolean>;
  onDeviceChange(listener: () => void): () => void;
  onPermissionChange(listener: () => void): () => void;
}

/** The permission page's one task. It goes on by itself when the permission or the devices change. */
export class MicrophoneSetup {
  #step = $state<SetupStep>('checking');

  constructor(private readonly deps: MicrophoneSetupDeps) {
    const refresh = () => {
      if (this.#step !== 'asking') void this.check();
    };
    deps.onDeviceChange(refresh);
    deps.onPermissionChange(() => void this.check());
  }

  get step(): SetupStep {
    return this.#step;
  }

  /** Looks at what is, without making the browser ask. */
  async check(): Promise<void> {
    const permission = await this.deps.queryPermission();
    if (permission === 'denied') this.#step = 'denied';
    else if (!(await this.deps.hasMicrophone())) this.#step = 'none';
    else if (permission === 'prompt') this.#step = 'prompt';
    else await this.#listenBriefly();
  }

  /** Makes the browser ask. */
  async allow(): Promise<void> {
    this.#step = 'asking';
    await this.#listenBriefly();
  }

  /** Opens the microphone for a moment: only that shows whether another program holds it. */
  async #listenBriefly(): Promise<void> {
    try {
      const stream = await this.deps.getUserMedia(MICROPHONE_CONSTRAINTS);
      for (const track of stream.getTracks()) track.stop();
      this.#step = 'granted';
    } catch (error) {
      const refusal = toMicrophoneFailure(error);
      // Closing the question without an answer leaves it to be asked again.
      const dismissed = refusal === 'denied' && (await this.deps.queryPermission()) === 'prompt';
      this.#step = dismissed || refusal === 'needs_permission' ? 'prompt' : refusal;
    }
  }
}
