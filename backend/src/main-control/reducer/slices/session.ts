import type { ConversationPhase, Mode } from '#protocol';
import type { TurnTaking, TurnTakingSettings } from '../../options/conversation-options.js';
import { Slice } from './slice.js';

/** State that outlives a turn. */
export interface SessionState {
  readonly phase: ConversationPhase;
  readonly started: boolean;
  /** Nothing is heard but "wake up". */
  readonly asleep: boolean;
  /** The newest turn. */
  readonly turnId: number;
  readonly mode: Mode;
  readonly settings: Readonly<TurnTaking>;
  /** Reading aloud goes on as soon as neither side speaks. */
  readonly readsOn: boolean;
  /** The calls of other programs that run. */
  readonly programCalls: number;
  /** Whether the client has ever reported what it played. */
  readonly reportsPlayback: boolean;
}

export class SessionSlice extends Slice<SessionState> {
  start(mode: Mode, settings: TurnTaking): void {
    this.replace({ ...this.value, started: true, mode, settings });
  }

  changeMode(mode: Mode): void {
    this.replace({ ...this.value, mode });
  }

  changeSettings({ endpointing, bargeIn }: TurnTakingSettings): void {
    const { settings } = this.value;
    this.replace({
      ...this.value,
      settings: {
        endpointing: { ...settings.endpointing, ...endpointing },
        bargeIn: { ...settings.bargeIn, ...bargeIn },
      },
    });
  }

  setProgramCalls(programCalls: number): void {
    this.replace({ ...this.value, programCalls });
  }

  playbackReported(): void {
    if (!this.value.reportsPlayback) this.replace({ ...this.value, reportsPlayback: true });
  }

  setReadsOn(readsOn: boolean): void {
    if (readsOn !== this.value.readsOn) this.replace({ ...this.value, readsOn });
  }

  setAsleep(asleep: boolean): void {
    this.replace({ ...this.value, asleep });
  }

  changePhase(phase: ConversationPhase): void {
    this.replace({ ...this.value, phase });
  }

  /** @returns the number of the new turn */
  nextTurn(): number {
    const turnId = this.value.turnId + 1;
    this.replace({ ...this.value, turnId });
    return turnId;
  }
}
