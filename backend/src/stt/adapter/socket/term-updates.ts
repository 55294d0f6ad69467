import { systemClock } from '../../../common/clock/clock.js';
import type { PagePhrases } from '../../stt.port.js';
import { pageTerms, type TermLimits } from '../page-terms.js';
import type { TermSupport } from './term-support.js';

/** The shortest time between two updates, unless speech begins. */
export const UPDATE_MS = 1_000;

/** A vendor that has not answered an update by then does not know it, or has stopped because of it. */
const ANSWER_DUE_MS = 2_000;

export interface TermUpdatesOptions {
  limits: TermLimits;
  /** The terms that the connection was opened with. */
  own?: readonly string[];
  support: TermSupport;
  /** Whether the vendor answers each update: `accepted` or `refused` is called then. */
  answers: boolean;
  /** Sends all terms; they replace those of before. */
  send(terms: string[]): void;
}

/**
 * Tells a vendor in the middle of a stream what the page shows: the newest names, if they have changed, between segments
 * and at most once a second, and before speech begins. While a vendor owes an answer it gets no other update, and one that
 * has refused an update gets none for an hour.
 */
export class TermUpdates {
  #wanted: string[];
  #sent: string;
  #sentAt = -Infinity;
  #awaited = false;
  #speaking = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: TermUpdatesOptions) {
    this.#wanted = [...(options.own ?? [])];
    this.#sent = keyOf(this.#wanted);
  }

  /** An update was sent on this connection. */
  get hasSent(): boolean {
    return this.#sentAt > -Infinity;
  }

  /** An update has no answer yet. */
  get awaited(): boolean {
    return this.#awaited;
  }

  phrases({ names }: PagePhrases): void {
    const { limits, own, support } = this.options;
    this.#wanted = pageTerms(names, limits, own, support.termOf);
    this.#sendSoon();
  }

  speechStart(): void {
    this.#sendNow();
    this.#speaking = true;
  }

  speechEnd(): void {
    this.#speaking = false;
    this.#sendSoon();
  }

  /** Without an update that awaits it, such an answer is about something else. */
  accepted(): void {
    if (this.#awaited) this.options.support.accept();
    this.#awaited = false;
    this.#sendSoon();
  }

  refused(): void {
    this.#awaited = false;
    this.options.support.refuse();
    clearTimeout(this.#timer);
  }

  /** The connection ends. @param byVendor the vendor closed it, as it may do after a message that it does not know */
  release(byVendor: boolean): void {
    clearTimeout(this.#timer);
    const isLate = systemClock.now() - this.#sentAt >= ANSWER_DUE_MS;
    if (this.#awaited && (byVendor || isLate)) this.refused();
    this.#awaited = false;
  }

  #sendSoon(): void {
    if (this.#speaking || this.#timer) return;
    const wait = this.#sentAt + UPDATE_MS - systemClock.now();
    if (wait <= 0) this.#sendNow();
    else this.#timer = setTimeout(() => this.#sendNow(), wait);
  }

  #sendNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.options.support.isRefused || this.#speaking || this.#awaited) return;
    const key = keyOf(this.#wanted);
    if (key === this.#sent) return;
    this.#sent = key;
    this.#sentAt = systemClock.now();
    this.#awaited = this.options.answers;
    this.options.send(this.#wanted);
  }
}

const keyOf = (terms: readonly string[]): string => terms.join('\n');
