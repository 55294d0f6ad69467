import type { CaptureFrame } from '../audio/capture-framer';
import type { MicrophoneDeps } from '../microphone/microphone';

/** The part of `MediaStreamTrack` that the microphone uses. */
class FakeTrack extends EventTarget {
  enabled = true;
  stopped = false;
  muted = false;

  stop(): void {
    this.stopped = true;
  }
}

class FakeStream {
  readonly track = new FakeTrack();

  getTracks(): FakeTrack[] {
    return [this.track];
  }

  getAudioTracks(): FakeTrack[] {
    return [this.track];
  }
}

/** A browser's microphone whose permission, devices and audio the test controls. */
export class FakeMicrophone implements MicrophoneDeps {
  permission: PermissionState = 'granted';
  /** The name of the error that getUserMedia rejects with, for example `NotFoundError`. */
  failure: string | null = null;
  readonly streams: FakeStream[] = [];
  /** Calls of getUserMedia. */
  attempts = 0;
  captures = 0;
  /** The browser cannot process the audio: no audio context, or no worklet. */
  broken = false;
  /** While set, getUserMedia waits for it. */
  gate: Promise<void> | null = null;
  /** Audio that the worklet has not posted yet: the next flush emits it. */
  tail: Int16Array<ArrayBuffer> | null = null;
  #onFrame: ((frame: CaptureFrame) => void) | null = null;
  readonly #deviceListeners = new Set<() => void>();
  readonly #permissionListeners = new Set<() => void>();

  readonly queryPermission = async (): Promise<PermissionState> => this.permission;

  readonly getUserMedia = async (): Promise<MediaStream> => {
    this.attempts++;
    await this.gate;
    if (this.failure) throw new DOMException('no microphone', this.failure);
    const stream = new FakeStream();
    this.streams.push(stream);
    return stream as unknown as MediaStream;
  };

  readonly openCapture: MicrophoneDeps['openCapture'] = async (onFrame) => {
    if (this.broken) throw new DOMException('no worklet', 'AbortError');
    this.captures++;
    this.#onFrame = onFrame;
    return {
      attach: () => {},
      detach: () => {},
      flush: async () => {
        const { tail } = this;
        this.tail = null;
        if (tail) this.say(tail);
      },
      close: () => {
        this.#onFrame = null;
      },
    };
  };

  readonly onDeviceChange = (listener: () => void) => subscribe(this.#deviceListeners, listener);
  readonly onPermissionChange = (listener: () => void) => subscribe(this.#permissionListeners, listener);

  /** Emits one frame, as the worklet does. */
  say(pcm: Int16Array<ArrayBuffer>, level = 0.2): void {
    this.#onFrame?.({ pcm, level });
  }

  unplug(): void {
    this.failure = 'NotFoundError';
    this.streams.at(-1)?.track.dispatchEvent(new Event('ended'));
  }

  plug(): void {
    this.failure = null;
    this.changeDevices();
  }

  changeDevices(): void {
    for (const listener of this.#deviceListeners) listener();
  }

  /** The system mutes the open microphone, or unmutes it. */
  muteBySystem(muted: boolean): void {
    const track = this.streams.at(-1)!.track;
    track.muted = muted;
    track.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }

  grant(permission: PermissionState): void {
    this.permission = permission;
    for (const listener of this.#permissionListeners) listener();
  }

  /** A track is live: the browser shows that the microphone is in use. */
  get hot(): boolean {
    return this.streams.some(({ track }) => !track.stopped);
  }
}

function subscribe(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
