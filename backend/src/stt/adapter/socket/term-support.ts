import { Logger } from '@nestjs/common';
import { systemClock } from '../../../common/clock/clock.js';
import type { TermOf } from '../page-terms.js';

/** A vendor that has refused names may accept them after a change on its side. */
export const RETRY_MS = 3_600_000;

/** Whether a vendor accepts the names of pages. All connections of a provider share it. */
export class TermSupport {
  readonly #logger = new Logger('Speech recognition');
  #refusedAt: number | undefined;

  /** @param vendor as users know it */
  constructor(
    private readonly vendor: string,
    readonly termOf?: TermOf,
  ) {}

  /** Nothing is sent for an hour after a refusal. */
  get isRefused(): boolean {
    return this.#refusedAt !== undefined && systemClock.now() < this.#refusedAt + RETRY_MS;
  }

  refuse(): void {
    if (this.#refusedAt === undefined)
      this.#logger.warn(`${this.vendor} refuses names of the page. Speech is recognised without them.`);
    this.#refusedAt = systemClock.now();
  }

  /** A later refusal is news again. */
  accept(): void {
    this.#refusedAt = undefined;
  }
}
