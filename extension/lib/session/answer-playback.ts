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
  /** All audio of that turn was played, or what was left of it was dropped; so was that of older turns. */
  onOver(turnId: number, how: 'played' | 'flushed'): void;
}

/** Plays the answers of a session and reports their progress to the backend and the panels. */
export class AnswerPlayback {
  readonly #player: Player;
  readonly #reporter: PlaybackReporter;
  readonly #pauseLimit = new PauseLimit(() => this.resume());
  /** The turn that the user interrupted, until the player has reported how much of it was heard. */
  #interruptedTurn: number | null = null;
  #audibleTurn = -1;

  constructor(private readonly deps: AnswerPlaybackDeps) {
    const { apply } = deps;
    this.#reporter = new PlaybackReporter((report) => deps.send('playback', report), deps.nowMs);
    this.#player = new Player(deps.openOutput, {
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
        deps.onOver(position.turnId, 'played');
      },
      onFlushed: (position) => {
        apply({ type: 'playback', position, audible: false });
        this.#reporter.flushed(position);
        this.#sendInterrupt(position.turnId, position.heardMs);
        deps.onOver(position.turnId, 'flushed');
      },
      onPaused: (position) => this.#reporter.paused(position),
      onSilent: () => deps.onLevel(0),
      onFailed: () => apply({ type: 'playback_failed' }),
    });
  }

  /** The turn whose answer can be interrupted, or null. */
  interruptibleTurn({ phase, turnId, audible }: SessionState): number | null {
    // The audible turn may be older than the backend's. While the backend listens, its turn has no answer yet.
    if (phase === 'thinking' || phase === 'speaking') return Math.max(turnId, this.#audibleTurn);
    return audible ? this.#audibleTurn : null;
  }

  prepare(): void {
    this.#player.prepare(DEFAULT_OUTPUT_SAMPLE_RATE_HZ);
  }

  push({ pcm, metadata }: AudioEvent): void {
    // A server of the plain protocol sends no turn ids.
    const { turn_id: turnId = 0, sample_rate: sampleRateHz = DEFAULT_OUTPUT_SAMPLE_RATE_HZ } = metadata;
    this.#player.push(turnId, pcm, sampleRateHz);
  }

  end(turnId: number, totalMs: number): void {
    this.#player.end(turnId);
    this.deps.apply({ type: 'audio_end', turnId, totalMs });
  }

  flush(turnId: number): void {
    this.#player.flush(turnId);
  }

  /** The user may be speaking: the answer is silent, and kept, until the backend knows. */
  pause(turnId: number): void {
    if (this.#player.pause(turnId)) this.#pauseLimit.start();
  }

  resume(): void {
    this.#pauseLimit.clear();
    this.#player.resume();
  }

  /** Stops what is said, or what is done without a word. @returns the turn whose answer it stopped; null if there was none */
  stop(state: SessionState): number | null {
    const turnId = this.interruptibleTurn(state);
    if (turnId !== null) this.#interrupt(turnId);
    const task = turnId === null && openTask(state);
    if (task) this.deps.send('interrupt', task);
    return turnId;
  }

  /** Flushes that turn, and then sends `interrupt` with how much of it was heard. */
  #interrupt(turnId: number): void {
    const earlier = this.#interruptedTurn;
    this.#interruptedTurn = turnId;
    if (!this.#player.flush(turnId)) this.#interruptedTurn = earlier;
    // Nothing of it was played: the backend hears of it before the results of the calls that are stopped, and asks nothing more.
    else if (turnId > this.#audibleTurn) this.#sendInterrupt(turnId, 0);
  }

  /** A new session begins: turn ids start over. */
  reset(): void {
    this.#player.reset();
    this.#clear();
  }

  close(): void {
    this.#player.close();
    this.#clear();
  }

  #clear(): void {
    this.#pauseLimit.clear();
    this.#reporter.reset();
    this.#interruptedTurn = null;
    this.#audibleTurn = -1;
  }

  #sendInterrupt(turnId: number, heardMs: number): void {
    if (this.#interruptedTurn === null || turnId < this.#interruptedTurn) return;
    this.deps.send('interrupt', { turn_id: this.#interruptedTurn, played_ms: heardMs });
    this.#interruptedTurn = null;
  }
}

/** @returns what interrupts a task that is under way or waits for the user, while nothing is said; null if there is none */
function openTask({ acts, question }: SessionState): { turn_id?: number } | null {
  const act = acts.findLast(
    ({ state, turnId }) => turnId >= 0 && (state === 'asking' || state === 'running'),
  );
  if (act) return { turn_id: act.turnId };
  return question && {};
}
