import type { ApprovalState } from '#protocol';
import { Slice } from './slice.js';

/** A question about a tool call that the user answers with yes or no. */
export interface AskedApproval {
  readonly id: string;
  /** The first turn of the answer that the call belongs to. */
  readonly begunAs: number;
  /** As it is spoken. */
  readonly question: string;
  /** Whether "always" may be answered. */
  readonly mayRemember: boolean;
  readonly expiresMs: number;
}

export interface OpenApproval extends AskedApproval {
  /** When it was shown. */
  readonly openedAt: number;
  /** The turn whose answer speaks it, and where it begins in that text; null if it waits for silence. */
  readonly spoken: { readonly turnId: number; readonly from: number } | null;
  readonly timesSpoken: number;
  /** When it was known that the user hears it; null before that. */
  readonly audibleAt: number | null;
  /** The user has heard another question since: a yes may be meant for that one. */
  readonly isOvertaken: boolean;
}

/** One question is asked at a time. */
export interface ApprovalsState {
  readonly open: OpenApproval | null;
  /** The oldest first. */
  readonly waiting: readonly AskedApproval[];
}

/** `always`: yes, and the question is not asked again. `withdrawn`: its call has ended. */
export type ApprovalEnd = Exclude<ApprovalState, 'asked'> | 'always' | 'withdrawn';

export const NO_APPROVALS: ApprovalsState = { open: null, waiting: [] };

export class ApprovalsSlice extends Slice<ApprovalsState> {
  get open(): OpenApproval | null {
    return this.value.open;
  }

  get all(): readonly AskedApproval[] {
    const { open, waiting } = this.value;
    return open ? [open, ...waiting] : waiting;
  }

  /** Whether the answer that began as that turn waits for the user's answer. */
  isAsking(begunAs: number): boolean {
    return this.all.some((each) => each.begunAs === begunAs);
  }

  add(question: AskedApproval): void {
    this.replace({ ...this.value, waiting: [...this.value.waiting, question] });
  }

  /** Opens the next question, if none is open. @returns it */
  openNext(now: number): OpenApproval | null {
    const { open, waiting } = this.value;
    const [next, ...rest] = waiting;
    if (open || !next) return null;
    const opened = {
      ...next,
      openedAt: now,
      spoken: null,
      timesSpoken: 0,
      audibleAt: null,
      isOvertaken: false,
    };
    this.replace({ open: opened, waiting: rest });
    return opened;
  }

  speak(turnId: number, from: number): void {
    const { open } = this.value;
    if (!open) return;
    this.replace({
      ...this.value,
      open: { ...open, spoken: { turnId, from }, timesSpoken: open.timesSpoken + 1 },
    });
  }

  becameAudible(at: number): void {
    const { open } = this.value;
    if (open) this.replace({ ...this.value, open: { ...open, audibleAt: at } });
  }

  /** The user has heard a question that is not the open one. */
  overtake(): void {
    const { open } = this.value;
    if (open && open.audibleAt !== null)
      this.replace({ ...this.value, open: { ...open, isOvertaken: true } });
  }

  /** The user has said something else: a question that was overtaken has to be heard again. */
  askAgain(): void {
    const { open } = this.value;
    if (open?.isOvertaken)
      this.replace({
        ...this.value,
        open: { ...open, spoken: null, timesSpoken: 0, audibleAt: null, isOvertaken: false },
      });
  }

  /** @returns the question that ends, if it is not over */
  take(id: string): AskedApproval | null {
    const { open, waiting } = this.value;
    const taken = this.all.find((each) => each.id === id);
    if (!taken) return null;
    this.replace({ open: open?.id === id ? null : open, waiting: waiting.filter((each) => each.id !== id) });
    return taken;
  }
}
