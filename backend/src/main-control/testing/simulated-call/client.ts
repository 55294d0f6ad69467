import type { PlaybackState } from '#protocol';
import type { Effect } from '../../reducer/effects.js';
import type { ConversationEvent } from '../../reducer/events.js';
import type { SimulatedClock } from './clock.js';
import type { Random } from './random.js';

/** How the client reports playback. A client without reports does not support pausing either. */
export type Reporting = 'truthful' | 'false' | 'none';

/** Simulated audio has one sample per millisecond. */
export const durationMsOf = (pcm: Int16Array): number => pcm.length;

/** Audio that is received before playback begins. */
const JITTER_BUFFER_MS = 90;

/** A client resumes by itself after this long. */
const MAX_PAUSE_MS = 3_000;

interface Playing {
  turnId: number;
  receivedMs: number;
  heardMs: number;
  /** When `heardMs` was measured. */
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

/** A client behind a network: gets audio and commands late, plays in real time, and reports. */
export class SimulatedClient {
  /** One-way delay. */
  readonly latencyMs: number;
  /** The turn whose playback is paused. */
  pausedTurn: number | null = null;
  /** Called if audio of another turn arrives during a pause, because the user would not hear it. */
  onMuted: (pausedTurn: number) => void = () => {};
  #playing: Playing | null = null;
  #flushedThrough = -1;
  readonly #heardMs = new Map<number, number>();

  constructor(private readonly deps: ClientOptions) {
    this.latencyMs = deps.random.between(5, 40);
  }

  /** @returns what the user really heard of a turn, regardless of reports */
  heardMs(turnId: number): number {
    this.#play();
    return this.#heardMs.get(turnId) ?? 0;
  }

  /** Messages arrive a little later. */
  send(effect: Effect): void {
    const arrives = (action: () => void) => this.deps.clock.after(this.latencyMs, action);
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
    const { clock } = this.deps;
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
    if (this.deps.reporting === 'none' || turnId <= this.#flushedThrough) return;
    this.#play();
    this.pausedTurn = turnId;
    this.#report('playing');
    this.deps.clock.after(MAX_PAUSE_MS, () => {
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
    const passedMs = this.deps.clock.now - playing.at;
    playing.at = this.deps.clock.now;
    if (!playing.begun || this.pausedTurn !== null) return;
    playing.heardMs = Math.min(playing.receivedMs, playing.heardMs + passedMs);
    this.#heardMs.set(playing.turnId, playing.heardMs);
  }

  #reportRegularly(playing: Playing): void {
    if (this.#playing !== playing) return;
    this.#play();
    if (playing.ended && playing.heardMs >= playing.receivedMs) return this.#report('drained');
    if (this.pausedTurn === null) this.#report('playing');
    this.deps.clock.after(this.deps.random.between(100, 200), () => this.#reportRegularly(playing));
  }

  #report(state: PlaybackState): void {
    const { clock, reporting, dispatch } = this.deps;
    if (reporting === 'none' || !this.#playing) return;
    const { turnId, heardMs } = this.#playing;
    const truth = { type: 'playback' as const, turnId, playedMs: heardMs, state };
    const event = reporting === 'false' ? this.#distorted(truth) : truth;
    clock.after(this.latencyMs, () => dispatch(event));
  }

  #distorted<Report extends { turnId: number; playedMs: number; state: PlaybackState }>(
    truth: Report,
  ): Report {
    const { random } = this.deps;
    const distorted = { ...truth };
    if (random.chance(0.1)) distorted.turnId += random.pick([-1, 1, 1_000]);
    if (random.chance(0.2))
      distorted.playedMs = random.pick([-500, 0, truth.playedMs / 2, truth.playedMs + 800, 1e9]);
    if (random.chance(0.05)) distorted.state = random.pick(['playing', 'drained', 'flushed']);
    return distorted;
  }
}
