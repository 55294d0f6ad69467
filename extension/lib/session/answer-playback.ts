import type { AudioEvent } from '#client';
import { DEFAULT_OUTPUT_SAMPLE_RATE_HZ, type ClientCommandName, type ClientCommands } from '#protocol';
import { Player } from '../audio/player';
import type { OpenPlaybackOutput } from '../audio/playback-output';
import { PauseLimit } from './pause-limit';
import { PlaybackReporter } from './playback-reporter';
import type { SessionEvent } from './state/session-reducer';
import type { SessionState } from './state/session-state';

export interface AnswerPlaybackDeps {
  openOutput: OpenPlaybackOutput;
  /** Epoch milliseconds. */
  nowMs(): number;
  send<Name extends ClientCommandName>(name: Name, data: ClientCommands[Name]): void;
  apply(event: SessionEvent): void;
  onLevel(level: number): void;
}

/** The answers of a session as they are heard: played, held, stopped, and told of to the backend and the views. */
export class AnswerPlayback {
  readonly player: Player;
  readonly #reporter: PlaybackReporter;
  readonly #pauseLimit = new PauseLimit(() => this.resume());
  /** The turn that the person asked to stop, until the player has said how much of it was heard. */
  #stoppingTurn: number | null = null;
  #audibleTurn = -1;

  constructor(private readonly deps: AnswerPlaybackDeps) {
    const { apply } = deps;
    this.#reporter = new PlaybackReporter((report) => deps.send('playback', report), deps.nowMs);
    this.player = new Player(deps.openOutput, {
      onPlaying: (position, level) => {
        this.#audibleTurn = position.turnId;
        deps.onLevel(level);
        apply({ type: 'playback', position, audible: true });
        this.#reporter.playing(position);
      },
      onStarved: (position) => {
        apply({ type: 'playback', position, audible: false });
        this.#reporter.starved(position);
      },
      onDrained: (position) => {
        apply({ type: 'playback', position, audible: false, drained: true });
        this.#reporter.drained(position);
      },
      onFlushed: (position) => {
        apply({ type: 'playback', position, audible: false });
        this.#reporter.flushed(position);
        this.#finishStopping(position.turnId, position.heardMs);
      },
      onPaused: (position) => this.#reporter.paused(position),
      onSilent: () => deps.onLevel(0),
      onFailed: () => apply({ type: 'playback_failed' }),
    });
  }

  /** The turn whose answer there is to stop, or null. */
  answeringTurn({ phase, turnId, audible }: SessionState): number | null {
    // What sounds may be older than what the backend works on. While it only listens, its turn is the user's.
    if (phase === 'thinking' || phase === 'speaking') return Math.max(turnId, this.#audibleTurn);
    return audible ? this.#audibleTurn : null;
  }

  prepare(): void {
    this.player.prepare(DEFAULT_OUTPUT_SAMPLE_RATE_HZ);
  }

  push({ pcm, metadata }: AudioEvent): void {
    // A server of the plain protocol numbers no turns.
    const { turn_id: turnId = 0, sample_rate: sampleRateHz = DEFAULT_OUTPUT_SAMPLE_RATE_HZ } = metadata;
    this.player.push(turnId, pcm, sampleRateHz);
  }

  end(turnId: number, totalMs: number): void {
    this.player.end(turnId);
    this.deps.apply({ type: 'audio_end', turnId, totalMs });
  }

  flush(turnId: number): void {
    this.player.flush(turnId);
  }

  /** Somebody may be speaking: silent until it is known, and nothing is lost. */
  pause(turnId: number): void {
    if (this.player.pause(turnId)) this.#pauseLimit.start();
  }

  resume(): void {
    this.#pauseLimit.stop();
    this.player.resume();
  }

  /** Silences that turn at once, and tells the backend to stop it and how much of it was heard. */
  stop(turnId: number): void {
    if (this.#stoppingTurn !== null) return;
    this.#stoppingTurn = turnId;
    if (!this.player.flush(turnId)) this.#stoppingTurn = null;
  }

  /** Another session begins: it counts its turns from the beginning. */
  reset(): void {
    this.player.reset();
    this.#forget();
  }

  close(): void {
    this.player.close();
    this.#forget();
  }

  #forget(): void {
    this.#pauseLimit.stop();
    this.#reporter.reset();
    this.#stoppingTurn = null;
    this.#audibleTurn = -1;
  }

  #finishStopping(turnId: number, heardMs: number): void {
    if (this.#stoppingTurn === null || turnId < this.#stoppingTurn) return;
    this.deps.send('interrupt', { turn_id: this.#stoppingTurn, played_ms: heardMs });
    this.#stoppingTurn = null;
  }
}
