import type { Clock } from '../../common/clock/clock.js';
import { toolFailure, type ToolAnswer, type ToolDefinition, type Tools } from '../../tools/tools.port.js';

/** Calls of a program that come within this time belong to one task, in which it is not asked about the same again. */
const PAUSE_MS = 60_000;

/** Far more than a program needs that waits for each result. */
const MAX_OPEN = 4;

/** A program that goes on asking could wear its user down. */
const MAX_REFUSED = 3;

const BUSY = `The browser is busy with ${MAX_OPEN} calls of other programs. Wait for their results.`;

const REFUSED =
  'The user has refused several calls in a row. Nothing is done for other programs until they have asked for nothing for a minute.';

/**
 * The calls of other programs. They have turns of their own, which no word of the user belongs to: whatever the user's words could
 * allow is asked about. The numbers of these turns are negative.
 */
export class ProgramCalls {
  #turnId = 0;
  #lastAt = -Infinity;
  #open = 0;
  #refused = 0;

  constructor(
    private readonly tools: Pick<Tools, 'list' | 'call'>,
    private readonly clock: Clock,
    /** The session has ended. */
    private readonly ended: AbortSignal,
  ) {}

  list(): readonly ToolDefinition[] {
    return this.tools.list();
  }

  /** @returns the tool's own result; `{ok: false, error}` for every failure */
  async call(name: string, args: Record<string, unknown>, signal: AbortSignal): Promise<ToolAnswer> {
    const isNew = this.#open === 0 && this.clock.now() - this.#lastAt > PAUSE_MS;
    this.#lastAt = this.clock.now();
    if (isNew) {
      this.#turnId--;
      this.#refused = 0;
    }
    if (this.#refused >= MAX_REFUSED) return toolFailure(REFUSED);
    if (this.#open >= MAX_OPEN) return toolFailure(BUSY);
    this.#open++;
    try {
      const either = AbortSignal.any([signal, this.ended]);
      const answer = await this.tools.call(name, args, this.#turnId, either);
      this.#refused = answer['denied'] === true ? this.#refused + 1 : 0;
      return answer;
    } finally {
      this.#open--;
      this.#lastAt = this.clock.now();
    }
  }
}
