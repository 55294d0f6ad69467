import type { SendResult } from '#client';
import type { ClientCommands, ServerCommands } from '#protocol';
import { failure, type ToolResult } from '../../tool-contract/tool-results';
import { checkArguments } from '../definitions/check-arguments';
import { toolNamed } from '../definitions/tool-definitions';
import { isOfProgram } from '../policy/decide';
import type { WhileAsked } from './questions';
import type { CheckedCall } from './record-call';

export interface ToolCallsDeps {
  /** @param whileAsked waits for the user's answer; calls of other turns run meanwhile */
  run(call: CheckedCall, signal: AbortSignal, whileAsked: WhileAsked): Promise<ToolResult>;
  send(data: ClientCommands['tool_result']): SendResult;
}

/** Calls that wait for their turn; a model asks for a few at once. */
const MAX_WAITING = 32;
/** Results that may have to be sent again after a lost connection. */
const MAX_SETTLED = 50;
const MAX_TURNS = 20;
/** As JSON. The backend takes 500,000 characters, and messages of 1 MiB as UTF-8. */
const MAX_RESULT_CHARS = 450_000;
const MAX_RESULT_BYTES = 900_000;

/** `error`: it could not be run at all. */
type Outcome = { result: ToolResult } | { error: string };

interface Waiting {
  call: ServerCommands['tool_call'];
  turn: AbortController;
}

/**
 * Runs the backend's calls one at a time, each once, and drops those of a turn that was interrupted. While one waits for the
 * user's answer, those of other turns run.
 */
export class ToolCalls {
  readonly #waiting: Waiting[] = [];
  /** Also those that wait. */
  readonly #open = new Set<string>();
  readonly #settled = new Map<string, { data: ClientCommands['tool_result']; sent: SendResult }>();
  readonly #turns = new Map<number, AbortController>();
  /** The open calls of other programs, whose turns are not the user's. */
  readonly #ofPrograms = new Map<string, AbortController>();
  #cancelledThrough = -1;
  /** Earlier turns that go on all the same: they wait for the user's answer. */
  #parked: ReadonlySet<number> = new Set();
  #running = false;
  /** The turns whose call waits for the user's answer. */
  readonly #asking = new Set<number>();
  /** The user has answered: these go on before the next call. */
  readonly #answered: (() => void)[] = [];
  /** Counts the sessions: what an earlier one asked for has no result any more. */
  #session = 0;

  constructor(private readonly deps: ToolCallsDeps) {}

  get busy(): boolean {
    return this.#running || this.#waiting.length > 0 || this.#asking.size > 0;
  }

  /** The backend repeats a call after a resume until it has the result. */
  add(call: ServerCommands['tool_call']): void {
    const { call_id: callId, turn_id: turnId } = call;
    const settled = this.#settled.get(callId);
    if (settled) return this.#sendAgain(callId, settled);
    if (this.#open.has(callId)) return;
    if (this.#waiting.length >= MAX_WAITING) {
      this.#settle(callId, { result: failure('Too many calls wait already. Please ask for fewer at once.') });
      return;
    }
    this.#open.add(callId);
    this.#waiting.push({ call, turn: isOfProgram(turnId) ? this.#ofProgram(callId) : this.#turn(turnId) });
    this.#runNext();
  }

  /** That turn and those before it were interrupted. @param parked those that go on */
  cancelThrough(turnId: number, parked: readonly number[] = []): void {
    this.#cancelledThrough = Math.max(this.#cancelledThrough, turnId);
    this.#parked = new Set(parked);
    for (const [id, turn] of this.#turns) if (this.#isCancelled(id)) turn.abort();
  }

  /** The program that called does not wait for the result any more. */
  cancel(callId: string): void {
    this.#ofPrograms.get(callId)?.abort();
  }

  /** The user wants everything to stop. @param turnId the turn under way, whose next call may have been sent already */
  cancelAll(turnId = -1): void {
    this.cancelThrough(Math.max(this.#cancelledThrough, turnId, ...this.#turns.keys()));
    for (const call of this.#ofPrograms.values()) call.abort();
  }

  /** A new session begins, or the call is over: nothing of the old one is answered any more. */
  reset(): void {
    this.#session++;
    this.cancelAll();
    this.#turns.clear();
    this.#cancelledThrough = -1;
    this.#parked = new Set();
    this.#waiting.length = 0;
    this.#open.clear();
    this.#ofPrograms.clear();
    this.#settled.clear();
  }

  #turn(turnId: number): AbortController {
    const turn = this.#turns.get(turnId) ?? new AbortController();
    if (this.#isCancelled(turnId)) turn.abort();
    this.#turns.set(turnId, turn);
    if (this.#turns.size > MAX_TURNS) this.#turns.delete(this.#turns.keys().next().value!);
    return turn;
  }

  /** Each is cancelled by itself. */
  #ofProgram(callId: string): AbortController {
    const call = new AbortController();
    this.#ofPrograms.set(callId, call);
    return call;
  }

  #isCancelled(turnId: number): boolean {
    return !isOfProgram(turnId) && turnId <= this.#cancelledThrough && !this.#parked.has(turnId);
  }

  #runNext(): void {
    if (this.#running) return;
    const goOn = this.#answered.shift();
    const at = goOn ? -1 : this.#waiting.findIndex(({ call }) => !this.#asking.has(call.turn_id));
    this.#running = goOn !== undefined || at >= 0;
    goOn?.();
    for (const next of at < 0 ? [] : this.#waiting.splice(at, 1)) void this.#finish(next);
  }

  async #finish(next: Waiting): Promise<void> {
    const session = this.#session;
    const outcome = await this.#run(next);
    // Another session does not know the call.
    if (session === this.#session) this.#settle(next.call.call_id, outcome);
    this.#running = false;
    this.#runNext();
  }

  async #whileAsked<Answer>(turnId: number, ask: () => Promise<Answer>): Promise<Answer> {
    this.#asking.add(turnId);
    this.#running = false;
    this.#runNext();
    try {
      return await ask();
    } finally {
      this.#asking.delete(turnId);
      await new Promise<void>((resolve) => {
        this.#answered.push(resolve);
        this.#runNext();
      });
    }
  }

  async #run({ call, turn }: Waiting): Promise<Outcome> {
    if (turn.signal.aborted) return { result: failure('Stopped before it began.') };
    const tool = toolNamed(call.name);
    if (!tool) return { error: `There is no tool "${call.name.slice(0, 64)}" in this browser.` };
    const given: unknown = call.arguments ?? {};
    if (typeof given !== 'object') return { result: failure('The arguments are not a JSON object.') };
    const checked = checkArguments(tool, given as Record<string, unknown>);
    if (!checked.ok) return { result: checked };
    const { call_id: callId, turn_id: turnId } = call;
    const args = checked.arguments as CheckedCall['arguments'];
    try {
      const checkedCall = { callId, turnId, name: tool.name, arguments: args };
      const result = await this.deps.run(checkedCall, turn.signal, (ask) => this.#whileAsked(turnId, ask));
      return { result: withinBudget(result) };
    } catch (error) {
      console.error(error);
      return { result: failure('Something in Earshot failed. Look at the page, and try again.') };
    }
  }

  #settle(callId: string, outcome: Outcome): void {
    const data = { call_id: callId, ...outcome };
    this.#open.delete(callId);
    this.#ofPrograms.delete(callId);
    this.#settled.set(callId, { data, sent: this.deps.send(data) });
    if (this.#settled.size > MAX_SETTLED) this.#settled.delete(this.#settled.keys().next().value!);
  }

  /** A result that the client holds goes out by itself. */
  #sendAgain(
    callId: string,
    { data, sent }: { data: ClientCommands['tool_result']; sent: SendResult },
  ): void {
    this.#settled.set(callId, { data, sent: sent === 'held' ? 'sent' : this.deps.send(data) });
  }
}

/** What a page makes too long is not sent: the backend would refuse it. What was done is done all the same. */
function withinBudget(result: ToolResult): ToolResult {
  const json = JSON.stringify(result);
  // A UTF-16 unit takes up to three bytes.
  const isShort =
    json.length <= MAX_RESULT_BYTES / 3 || new TextEncoder().encode(json).length <= MAX_RESULT_BYTES;
  if (json.length <= MAX_RESULT_CHARS && isShort) return result;
  const isDone = result.ok && 'changed' in result;
  return failure(`${isDone ? 'It was done, but the' : 'The'} result is too long to be passed on.`);
}
