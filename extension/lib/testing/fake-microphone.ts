import type { CaptureFrame } from '../audio/capture-framer';
import type { MicrophoneDeps } from '../microphone/microphone';

/** The part of a track that the microphone uses. */
class FakeTrack extends EventTarget {
  enabled = true;
  stopped = false;

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

/** A browser's microphone: permission, devices, and what is said into it are the test's to decide. */
export class FakeMicrophone implements MicrophoneDeps {
  permission: PermissionState = 'granted';
  /** What getUserMedia fails with, e.g. `NotFoundError`. */
  failure: string | null = null;
  readonly streams: FakeStream[] = [];
  captures = 0;
  /** The browser gives no sound of the microphone: no audio context, or no worklet. */
  broken = false;
  /** While set, getUserMedia waits for it. */
  gate: Promise<void> | null = null;
  /** What the worklet has gathered and not posted: the next flush lets it out. */
  tail: Int16Array<ArrayBuffer> | null = null;
  #onFrame: ((frame: CaptureFrame) => void) | null = null;
  readonly #deviceListeners = new Set<() => void>();
  readonly #permissionListeners = new Set<() => void>();

  readonly queryPermission = async (): Promise<PermissionState> => this.permission;

  readonly getUserMedia = async (): Promise<MediaStream> => {
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

  /** One frame as the worklet posts it. */
  say(pcm: Int16Array<ArrayBuffer>, level = 0.2): void {
    this.#onFrame?.({ pcm, level });
  }

  unplug(): void {
    this.failure = 'NotFoundError';
    this.streams.at(-1)?.track.dispatchEvent(new Event('ended'));
  }

  plug(): void {
    this.failure = null;
    for (const listener of this.#deviceListeners) listener();
  }

  grant(permission: PermissionState): void {
    this.permission = permission;
    for (const listener of this.#permissionListeners) listener();
  }

  /** A live track is a hot microphone. */
  get hot(): boolean {
    return this.streams.some(({ track }) => !track.stopped);
  }
}

function subscribe(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
