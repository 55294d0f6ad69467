import type { CaptureFrame } from '../audio/capture-framer';
import type { CaptureGraph, OpenCapture } from '../audio/capture-graph';
import { backoffMs } from '#client';
import { coalesce, DEVICE_CHANGE_MS } from './coalesce';
import { SignalWatch, type MicrophoneSignal } from './signal-watch';
import { openMicrophone, type MicrophoneBrowser, type MicrophoneFailure } from './open-microphone';

/** `failed`: the microphone was opened, and the browser could not process its audio. */
export type MicrophoneState = 'off' | 'starting' | 'live' | 'unplugged' | 'failed' | MicrophoneFailure;

export interface MicrophoneDeps extends MicrophoneBrowser {
  openCapture: OpenCapture;
  /** @returns a function that unsubscribes. */
  onDeviceChange(listener: () => void): () => void;
  /** @returns a function that unsubscribes. */
  onPermissionChange(listener: () => void): () => void;
}

export interface MicrophoneEvents {
  onState(state: MicrophoneState): void;
  onSignal(signal: MicrophoneSignal): void;
  /** Frames come as long as the microphone is on; they are silent while it is muted or unplugged. */
  onFrame(frame: CaptureFrame): void;
}

const UNSETTLED: readonly MicrophoneState[] = ['off', 'starting', 'needs_permission'];

/** @returns whether a call can start: the microphone is live, or the user can only type. */
export const isSettled = (state: MicrophoneState): boolean => !UNSETTLED.includes(state);

/** States that a new device or a changed permission may end. */
const RETRYABLE: readonly MicrophoneState[] = [
  'needs_permission',
  'denied',
  'none',
  'busy',
  'failed',
  'unplugged',
];

/** These show until another state is certain: repeated attempts must not flicker. */
const STEADY: readonly MicrophoneState[] = ['busy', 'unplugged'];

/** No event says that another program has closed the microphone: it is tried again after 1, 2, 4 and then every 8 s. */
const BUSY_RETRY = { baseMs: 1_000, maxMs: 8_000, maxAttempts: -1, jitter: 0 };

/** The microphone of a call: waits for permission, recovers after it was unplugged, and can be muted. */
export class Microphone {
  #state: MicrophoneState = 'off';
  #muted = false;
  #stream: MediaStream | null = null;
  #graph: CaptureGraph | null = null;
  #unwatch: (() => void)[] = [];
  /** Grows at every start and stop: results for an older value are discarded. */
  #epoch = 0;
  #busyAttempt = 0;
  #busyTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #signal: SignalWatch;

  constructor(
    private readonly deps: MicrophoneDeps,
    private readonly events: MicrophoneEvents,
  ) {
    this.#signal = new SignalWatch((signal) => events.onSignal(signal));
  }

  get state(): MicrophoneState {
    return this.#state;
  }

  get tracks(): MediaStreamTrack[] {
    return this.#stream?.getAudioTracks() ?? [];
  }

  async start(): Promise<void> {
    if (this.#state === 'starting' || this.#state === 'live') return;
    if (this.#unwatch.length === 0) {
      const retry = coalesce(() => this.#retry(), DEVICE_CHANGE_MS);
      this.#unwatch = [this.deps.onDeviceChange(retry), this.deps.onPermissionChange(retry)];
    }
    if (this.#state === 'busy') this.#enter('starting');
    await this.#acquire();
  }

  stop(): void {
    this.#epoch++;
    this.#busyAttempt = 0;
    for (const unwatch of this.#unwatch) unwatch();
    this.#unwatch = [];
    this.#release();
    this.#graph?.close();
    this.#graph = null;
    this.#enter('off');
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.#signal.reset();
    for (const track of this.tracks) track.enabled = !muted;
  }

  /** Resolves once all audio captured until now was delivered as frames. */
  async flush(): Promise<void> {
    await this.#graph?.flush();
  }

  async #retry(): Promise<void> {
    if (RETRYABLE.includes(this.#state)) await this.#acquire();
  }

  async #acquire(): Promise<void> {
    const epoch = ++this.#epoch;
    const unplugged = this.#state === 'unplugged';
    if (!STEADY.includes(this.#state)) this.#enter('starting');
    const result = await openMicrophone(this.deps);
    if (epoch !== this.#epoch) {
      if (result.ok) stopTracks(result.stream);
      return;
    }
    if (!result.ok) {
      // An unplugged microphone stays "unplugged", and does not become "none", until another device comes.
      this.#enter(unplugged && result.reason === 'none' ? 'unplugged' : result.reason);
      if (result.reason === 'busy') this.#retryWhenFree();
      return;
    }
    this.#stream = result.stream;
    await this.#connect(result.stream, epoch);
  }

  async #connect(stream: MediaStream, epoch: number): Promise<void> {
    try {
      const graph = this.#graph ?? (await this.deps.openCapture((frame) => this.#onFrame(frame)));
      if (epoch !== this.#epoch) {
        stopTracks(stream);
        if (graph !== this.#graph) graph.close();
        return;
      }
      this.#graph = graph;
      graph.attach(stream);
    } catch {
      if (epoch !== this.#epoch) return stopTracks(stream);
      this.#release();
      this.#enter('failed');
      return;
    }
    for (const track of stream.getAudioTracks()) {
      track.enabled = !this.#muted;
      track.addEventListener('ended', () => this.#onEnded(stream));
      track.addEventListener('mute', () => this.#onSystemMute(stream, true));
      track.addEventListener('unmute', () => this.#onSystemMute(stream, false));
      if (track.muted) this.#signal.setMuted(true);
    }
    this.#busyAttempt = 0;
    this.#enter('live');
  }

  #retryWhenFree(): void {
    clearTimeout(this.#busyTimer);
    const epoch = this.#epoch;
    this.#busyTimer = setTimeout(
      () => {
        if (epoch === this.#epoch) void this.#acquire();
      },
      backoffMs(++this.#busyAttempt, BUSY_RETRY, 0),
    );
  }

  #onSystemMute(stream: MediaStream, muted: boolean): void {
    if (stream === this.#stream) this.#signal.setMuted(muted);
  }

  /** The device was removed; another one may be available. */
  #onEnded(stream: MediaStream): void {
    if (stream !== this.#stream) return;
    this.#release();
    this.#enter('unplugged');
    void this.#acquire();
  }

  #onFrame(frame: CaptureFrame): void {
    if (!this.#muted) {
      if (this.#state === 'live') this.#signal.add(frame);
      return this.events.onFrame(frame);
    }
    this.events.onFrame({ pcm: frame.pcm.fill(0), level: 0 });
  }

  #release(): void {
    this.#graph?.detach();
    if (this.#stream) stopTracks(this.#stream);
    this.#stream = null;
    this.#signal.reset();
  }

  #enter(state: MicrophoneState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.events.onState(state);
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
