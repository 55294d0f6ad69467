import type { ConversationPhase } from '#protocol';

export interface CallControlDeps {
  /** An answer is audible now. */
  audible(): boolean;
  mute(): void;
  hangUp(): void;
}

/** The last samples are still on their way to the loudspeaker when a turn has been rendered. */
export const HANG_UP_DELAY_MS = 300;

/** Carries out what the user asked for by voice: muting and hanging up, once the answer to it was heard. */
export class CallControl {
  #pending: { action: 'mute' | 'hang_up'; turnId: number } | null = null;
  #playedThrough = -1;
  /** A resumed session may repeat commands. */
  #doneThrough = -1;
  /** Answers up to this turn are over, with or without audio. */
  #overThrough = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deps: CallControlDeps) {}

  request(action: 'mute' | 'hang_up', turnId: number): void {
    if (turnId <= this.#doneThrough) return;
    this.#pending = { action, turnId };
    if (turnId <= this.#playedThrough) this.#run();
    else this.#runIfOver();
  }

  /** All audio of that turn and of older ones was played, or dropped. */
  onAudioOver(turnId: number, how: 'played' | 'flushed'): void {
    if (how === 'played') this.#playedThrough = Math.max(this.#playedThrough, turnId);
    if (!this.#pending || turnId < this.#pending.turnId) return;
    // The user who speaks into a goodbye wants to stay.
    if (how === 'flushed' && this.#pending.action === 'hang_up') return this.#clear();
    this.#run();
  }

  /** The backend tells when an answer without audio is over. */
  onPhase(phase: ConversationPhase, turnId: number): void {
    this.#overThrough = phase === 'idle' || phase === 'listening' ? turnId : turnId - 1;
    this.#runIfOver();
  }

  /** A new session begins, or the call is over. */
  reset(): void {
    this.#pending = null;
    this.#playedThrough = -1;
    this.#doneThrough = -1;
    this.#overThrough = -1;
    clearTimeout(this.#timer);
  }

  #runIfOver(): void {
    if (this.#pending && this.#pending.turnId <= this.#overThrough && !this.deps.audible()) this.#run();
  }

  #run(): void {
    const action = this.#pending?.action;
    this.#clear();
    if (action === 'mute') this.deps.mute();
    if (action === 'hang_up') this.#timer = setTimeout(() => this.deps.hangUp(), HANG_UP_DELAY_MS);
  }

  #clear(): void {
    if (this.#pending) this.#doneThrough = Math.max(this.#doneThrough, this.#pending.turnId);
    this.#pending = null;
  }
}
