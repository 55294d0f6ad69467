import type { PlaybackState } from '#protocol';
import type { Effect } from '../../reducer/effects.js';
import type { ConversationEvent } from '../../reducer/events.js';
import type { SimulatedClock } from './clock.js';
import type { Random } from './random.js';

/** Does the client say what it plays, and the truth? One that reports nothing knows no pause either. */
export type Reporting = 'truthful' | 'false' | 'none';

/** Samples of a simulated voice are one per millisecond: nobody listens, and they count themselves. */
export const durationMsOf = (pcm: Int16Array): number => pcm.length;

/** What is received before playback begins. */
const JITTER_BUFFER_MS = 90;

/** A client that was told to pause and never heard of it again plays on. */
const LONGEST_PAUSE_MS = 3_000;

interface Playing {
  turnId: number;
  receivedMs: number;
  heardMs: number;
  /** When `heardMs` was so. */
  at: number;
  begun: boolean;
  /** `audio_end` was received. */
  ended: boolean;
}

export interface ClientOptions {
  clock: SimulatedClock;
  random: Random;
  reporting: Reporting;
  dispatch(event: ConversationEvent): void;
}

/** A client behind a network: gets audio and commands late, plays what it has in real time, and reports. */
export class SimulatedClient {
  /** One way. */
  readonly latencyMs: number;
  /** The turn that it was told to pause. */
  pausedTurn: number | null = null;
  /** Audio of another turn came while it was paused, and would not have been heard. */
  onMuted: (pausedTurn: number) => void = () => {};
  #playing: Playing | null = null;
  #flushedThrough = -1;
  readonly #heardMs = new Map<number, number>();

  constructor(private readonly use: ClientOptions) {
    this.latencyMs = use.random.between(5, 40);
  }

  /** What the user really heard of a turn, whatever was reported. */
  heardMs(turnId: number): number {
    this.#play();
    return this.#heardMs.get(turnId) ?? 0;
  }

  /** What main control sends arrives a little later. */
  send(effect: Effect): void {
    const arrives = (action: () => void) => this.use.clock.after(this.latencyMs, action);
    if (effect.type === 'send_audio') arrives(() => this.#onAudio(effect.turnId, durationMsOf(effect.pcm)));
    if (effect.type !== 'send' || effect.message.type !== 'cmd') return;
    const { message } = effect;
    switch (message.name) {
      case 'pause_playback':
        return void arrives(() => this.#onPause(message.data.turn_id));
      case 'resume_playback':
        return void arrives(() => this.#onResume());
      case 'flush':
        return void arrives(() => this.#onFlush(message.data.turn_id));
      case 'audio_end':
        return void arrives(() => this.#onAudioEnd(message.data.turn_id));
    }
  }

  #onAudio(turnId: number, durationMs: number): void {
    this.#play();
    if (turnId <= this.#flushedThrough) return;
    if (this.#playing?.turnId !== turnId) this.#begin(turnId);
    this.#playing!.receivedMs += durationMs;
  }

  #begin(turnId: number): void {
    const { clock } = this.use;
    if (this.pausedTurn !== null && this.pausedTurn !== turnId) this.onMuted(this.pausedTurn);
    const playing = { turnId, receivedMs: 0, heardMs: 0, at: clock.now, begun: false, ended: false };
    this.#playing = playing;
    clock.after(JITTER_BUFFER_MS, () => {
      if (this.#playing !== playing) return;
      this.#play();
      playing.begun = true;
      this.#report('playing');
      this.#reportRegularly(playing);
    });
  }

  #onAudioEnd(turnId: number): void {
    if (this.#playing?.turnId === turnId) this.#playing.ended = true;
  }

  #onPause(turnId: number): void {
    if (this.use.reporting === 'none' || turnId <= this.#flushedThrough) return;
    this.#play();
    this.pausedTurn = turnId;
    this.#report('playing');
    this.use.clock.after(LONGEST_PAUSE_MS, () => {
      if (this.pausedTurn === turnId) this.#onResume();
    });
  }

  #onResume(): void {
    this.#play();
    this.pausedTurn = null;
  }

  #onFlush(turnId: number): void {
    this.#onResume();
    this.#flushedThrough = Math.max(this.#flushedThrough, turnId);
    if (!this.#playing || this.#playing.turnId > turnId) return;
    this.#report('flushed');
    this.#playing = null;
  }

  /** Moves the playhead to now. */
  #play(): void {
    const playing = this.#playing;
    if (!playing) return;
    const passedMs = this.use.clock.now - playing.at;
    playing.at = this.use.clock.now;
    if (!playing.begun || this.pausedTurn !== null) return;
    playing.heardMs = Math.min(playing.receivedMs, playing.heardMs + passedMs);
    this.#heardMs.set(playing.turnId, playing.heardMs);
  }

  #reportRegularly(playing: Playing): void {
    if (this.#playing !== playing) return;
    this.#play();
    if (playing.ended && playing.heardMs >= playing.receivedMs) return this.#report('drained');
    if (this.pausedTurn === null) this.#report('playing');
    this.use.clock.after(this.use.random.between(100, 200), () => this.#reportRegularly(playing));
  }

  #report(state: PlaybackState): void {
    const { clock, reporting, dispatch } = this.use;
    if (reporting === 'none' || !this.#playing) return;
    const { turnId, heardMs } = this.#playing;
    const truth = { type: 'playback' as const, turnId, playedMs: heardMs, state };
    const event = reporting === 'false' ? this.#distorted(truth) : truth;
    clock.after(this.latencyMs, () => dispatch(event));
  }

  #distorted<Report extends { turnId: number; playedMs: number; state: PlaybackState }>(
    truth: Report,
  ): Report {
    const { random } = this.use;
    const lie = { ...truth };
    if (random.chance(0.1)) lie.turnId += random.pick([-1, 1, 1_000]);
    if (random.chance(0.2))
      lie.playedMs = random.pick([-500, 0, truth.playedMs / 2, truth.playedMs + 800, 1e9]);
    if (random.chance(0.05)) lie.state = random.pick(['playing', 'drained', 'flushed']);
    return lie;
  }
}
