import { ExponentialBackoff } from 'cockatiel';
import { systemClock } from '../../common/clock/clock.js';
import { sleep } from '../../common/clock/sleep.js';
import { describeForLog } from '../../common/log/redact.js';
import { NO_TOOL_LIST, readTools, type ToolList } from '../tool-list.js';
import type { Secrets } from './secrets.js';
import type { Called, ConnectError, ConnectOptions } from './server-connection.js';

/** `idle`: no session has needed it yet, or any more. `failed`: it is tried again while a session needs it. */
export type LinkState = 'idle' | 'starting' | 'running' | 'failed';

/** `outcome` as in `tool_called` of the telemetry. */
export type CallOutcome =
  { text: string } | { error: string; outcome: 'failed' | 'timed_out' | 'cancelled' | 'refused' };

/** What a link uses of a connection. */
export interface Connection {
  /** Resolves to why it ended, as a clause. */
  readonly ended: Promise<string>;
  listTools(signal: AbortSignal): Promise<unknown[]>;
  callTool(
    name: string,
    args: Record<string, unknown>,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Called>;
  close(): Promise<void>;
}

export interface ServerLinkOptions {
  /** Its name in the config. */
  name: string;
  /** What its tools' fingerprints are bound to: its program or address. */
  origin: string;
  /** The longest that a call may take. */
  timeoutMs: number;
  secrets: Secrets;
  /** @throws ConnectError */
  connect(options: Omit<ConnectOptions, 'transport'>): Promise<Connection>;
  /** Whether a session needs it now: otherwise it is not started again. */
  isNeeded(): boolean;
  /** Its state or its tools have changed. */
  onChange(): void;
  /** Gets a sentence for the person who runs the backend. */
  log(problem: string): void;
  /** Wait before the next start after so many failures in a row. */
  pauseMs?(failures: number): number;
}

const MAX_CALLS = 8;
/** One that was up for so long has not failed at its start. */
const STABLE_MS = 60_000;
/** A server that answers none of so many calls in a row is started again. */
const MAX_STALLED = 3;

const PAUSES = new ExponentialBackoff({ initialDelay: 1_000, maxDelay: 60_000 });

/** The connection to one MCP server: started when it is needed, and again when it ends. */
export class ServerLink {
  #state: LinkState = 'idle';
  #problem: string | undefined;
  #list: ToolList = NO_TOOL_LIST;
  #connection: Connection | undefined;
  /** The server ends on the first question of the new protocol. */
  #isOld = false;
  #calls = 0;
  #stalled = 0;
  #refreshing: Promise<void> | undefined;
  #isRefreshAsked = false;
  readonly #closed = new AbortController();
  #running: Promise<void> | undefined;

  constructor(private readonly options: ServerLinkOptions) {}

  get state(): LinkState {
    return this.#state;
  }

  /** Why it has failed, as a clause. */
  get problem(): string | undefined {
    return this.#problem;
  }

  get list(): ToolList {
    return this.#list;
  }

  /** Starts it unless it runs. Returns at once. */
  start(): void {
    if (this.#closed.signal.aborted) return;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  /** Ends the connection, and the program. Idempotent. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#connection?.close();
    await this.#running;
  }

  /** Runs a tool once. @param signal cancels it, on the server too */
  async call(tool: string, args: Record<string, unknown>, signal: AbortSignal): Promise<CallOutcome> {
    const { name, timeoutMs } = this.options;
    const connection = this.#connection;
    if (!connection || this.#state !== 'running') {
      const why = this.#problem === undefined ? '' : `: ${this.#problem}`;
      return { error: `The MCP server "${name}" is not running${why}.`, outcome: 'refused' };
    }
    if (this.#calls >= MAX_CALLS)
      return {
        error: `"${name}" is busy with ${MAX_CALLS} other calls. Try again later.`,
        outcome: 'refused',
      };
    this.#calls++;
    const called = await connection.callTool(tool, args, timeoutMs, signal);
    this.#calls--;
    if (called.kind === 'timeout') this.#stalled++;
    else this.#stalled = 0;
    // Over HTTP nothing else tells that the server is gone, or has forgotten the connection.
    if (called.kind === 'gone' || this.#stalled >= MAX_STALLED) void connection.close();
    return this.#outcome(called, tool);
  }

  #outcome(called: Called, tool: string): CallOutcome {
    const { name, timeoutMs, secrets } = this.options;
    switch (called.kind) {
      case 'result':
        return { text: secrets.hideKeys(called.text) };
      case 'error':
        return { error: secrets.hideKeys(called.text), outcome: 'failed' };
      case 'refused':
        return { error: `"${name}" refused the call: ${secrets.hide(called.text)}`, outcome: 'failed' };
      case 'stopped':
        return { error: 'The call was stopped.', outcome: 'cancelled' };
      case 'timeout': {
        const error = `"${tool}" of "${name}" gave no result within ${timeoutMs / 1_000} seconds.`;
        return { error, outcome: 'timed_out' };
      }
      case 'gone': {
        const error = `"${name}" gave no result, so it is not known whether that worked: ${secrets.hide(called.text)}`;
        return { error, outcome: 'failed' };
      }
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#closed;
    const { name, isNeeded, log, pauseMs = defaultPauseMs } = this.options;
    let failures = 0;
    while (!signal.aborted && isNeeded()) {
      this.#set('starting');
      const startedAt = systemClock.now();
      const problem = this.options.secrets.hide(await this.#live());
      if (signal.aborted) break;
      failures = systemClock.now() - startedAt > STABLE_MS ? 1 : failures + 1;
      this.#set('failed', problem);
      log(`The MCP server "${name}" is not running: ${problem}.`);
      await sleep(pauseMs(failures), signal);
    }
    this.#set('idle');
  }

  /** @returns why the connection ended, as a clause */
  async #live(): Promise<string> {
    const { signal } = this.#closed;
    const isOld = this.#isOld;
    let connection: Connection | undefined;
    try {
      const onToolsChanged = () => void this.#refresh();
      connection = await this.options.connect({ isOld, onToolsChanged, signal });
      this.#list = await this.#read(connection);
      this.#connection = connection;
      this.#stalled = 0;
      this.#set('running');
      return await connection.ended;
    } catch (error) {
      // The next attempt speaks the other protocol.
      if ((error as Partial<ConnectError>).hasEnded) this.#isOld = !isOld;
      return describeForLog(error);
    } finally {
      this.#connection = undefined;
      this.#list = NO_TOOL_LIST;
      await connection?.close();
    }
  }

  async #read(connection: Connection): Promise<ToolList> {
    const { name, origin } = this.options;
    return readTools(name, await connection.listTools(this.#closed.signal), origin);
  }

  /** The server says that its tools have changed. */
  async #refresh(): Promise<void> {
    // One at a time, and one more for all that changes meanwhile.
    if (this.#isRefreshAsked) return;
    this.#isRefreshAsked = true;
    await this.#refreshing;
    this.#isRefreshAsked = false;
    const connection = this.#connection;
    if (!connection) return;
    this.#refreshing = this.#read(connection).then(
      (list) => {
        if (connection !== this.#connection) return;
        this.#list = list;
        this.options.onChange();
      },
      // What its tools are now is not known.
      () => connection.close(),
    );
    await this.#refreshing;
  }

  #set(state: LinkState, problem?: string): void {
    this.#state = state;
    this.#problem = problem;
    this.options.onChange();
  }
}

function defaultPauseMs(failures: number): number {
  let pause = PAUSES.next();
  for (let i = 1; i < Math.min(failures, 10); i++) pause = pause.next(undefined);
  return pause.duration;
}
