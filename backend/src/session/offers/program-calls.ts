import type { Clock } from '../../common/clock/clock.js';
import { toolFailure, type ToolAnswer, type ToolDefinition, type Tools } from '../../tools/tools.port.js';

/** Calls of a program that come within this time belong to one task, in which it is not asked about the same again. */
const PAUSE_MS = 60_000;

/** Far more than a program needs that waits for each result. */
const MAX_OPEN = 4;

/** A program that goes on asking could wear its user down. */
const MAX_REFUSED = 3;

const BUSY = `The browser is busy with ${MAX_OPEN} calls of other programs. Wait for their results.`;

const STOPPED = 'The user has stopped this.';

const STAYS_STOPPED =
  'The user has stopped what is done for other programs. Nothing is done for them until they have asked for nothing for a minute.';

const REFUSED =
  'The user has refused several calls in a row. Nothing is done for other programs until they have asked for nothing for a minute.';

export interface ProgramCallsDeps {
  tools: Pick<Tools, 'list' | 'call'>;
  clock: Clock;
  /** The session has ended. */
  ended: AbortSignal;
  /** Called with the number of calls that run, after each change. */
  onOpen(open: number): void;
}

/**
 * The calls of other programs. They have turns of their own, which no word of the user belongs to: whatever the user's words could
 * allow is asked about. The numbers of these turns are negative.
 */
export class ProgramCalls {
  #turnId = 0;
  #lastAt = -Infinity;
  #open = 0;
  #refused = 0;

  /** Aborted when the user stops the calls; each task of a program has one. */
  #stop = new AbortController();

  constructor(private readonly deps: ProgramCallsDeps) {}

  list(): readonly ToolDefinition[] {
    return this.deps.tools.list();
  }

  /** The user wants an end of it: also what the program would do next. */
  stop(): void {
    this.#stop.abort();
  }

  /** @returns the tool's own result; `{ok: false, error}` for every failure */
  async call(name: string, args: Record<string, unknown>, signal: AbortSignal): Promise<ToolAnswer> {
    const { tools, clock, ended } = this.deps;
    const isNew = this.#open === 0 && clock.now() - this.#lastAt > PAUSE_MS;
    this.#lastAt = clock.now();
    if (isNew) {
      this.#turnId--;
      this.#refused = 0;
      this.#stop = new AbortController();
    }
    if (this.#stop.signal.aborted) return toolFailure(STAYS_STOPPED);
    if (this.#refused >= MAX_REFUSED) return toolFailure(REFUSED);
    if (this.#open >= MAX_OPEN) return toolFailure(BUSY);
    this.#count(1);
    const stopped = this.#stop.signal;
    try {
      const answer = await tools.call(name, args, this.#turnId, AbortSignal.any([signal, ended, stopped]));
      this.#refused = answer['denied'] === true ? this.#refused + 1 : 0;
      return stopped.aborted && answer['ok'] !== true ? toolFailure(STOPPED) : answer;
    } finally {
      this.#count(-1);
      this.#lastAt = clock.now();
    }
  }

  #count(by: 1 | -1): void {
    this.#open += by;
    this.deps.onOpen(this.#open);
  }
}
