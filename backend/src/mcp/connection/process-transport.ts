import {
  deserializeMessage,
  serializeMessage,
  type JSONRPCMessage,
  type Transport,
} from '@modelcontextprotocol/client';
import { getDefaultEnvironment } from '@modelcontextprotocol/client/stdio';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { systemClock } from '../../common/clock/clock.js';
import { within } from '../../common/clock/within.js';
import { TokenBucket } from '../../common/token-bucket.js';
import { dropGroup, keepGroup, leadsGroup, signalGroup } from './process-groups.js';

export interface ProgramSettings {
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd?: string | undefined;
}

export interface ProcessTransportOptions {
  /** Gets each line that the program writes to its standard error, cut. */
  onErrorLine?(line: string): void;
  /** How long the program may take to end by itself. */
  graceMs?: number;
}

/** Of one message. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

const TOO_LONG = `it sent a message of more than ${MAX_MESSAGE_BYTES / 1024 / 1024} MB`;

/** Far more than a program that answers calls has to say. */
const MESSAGES = { burst: 2_000, perSecond: 200 };

/** For the log; the others are dropped. */
const ERROR_LINES = { burst: 200, perSecond: 20 };

const MAX_PIECES = 10_000;

const MAX_LINE_CHARS = 300;

/** Within the time that the backend has for its own end. */
const GRACE_MS = 500;

/**
 * MCP over the standard input and output of a program. Unlike the SDK's transport, it ends the program with all its children, and
 * a program that floods it.
 */
export class ProcessTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport['onmessage'];
  /** How the program ended. */
  end: string | undefined;
  /** With `pid`, it tells the SDK that this is a pipe, on which silence means an old server and not an outage. */
  readonly stderr = null;
  /** The pieces of an unfinished message. Joining them at each piece would block the process for seconds. */
  #begun: Buffer[] = [];
  #begunBytes = 0;
  readonly #messages = new TokenBucket(MESSAGES.burst, MESSAGES.perSecond, systemClock.now());
  readonly #errorLines = new TokenBucket(ERROR_LINES.burst, ERROR_LINES.perSecond, systemClock.now());
  #child: ChildProcessWithoutNullStreams | undefined;
  #line = '';
  #isOver = false;

  constructor(
    private readonly program: ProgramSettings,
    private readonly options: ProcessTransportOptions = {},
  ) {}

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** @throws Error if the program cannot be started */
  async start(): Promise<void> {
    const { command, args, env, cwd } = this.program;
    const child = (this.#child = spawn(command, args, {
      // Not the whole environment: it has the keys of other services.
      env: { ...getDefaultEnvironment(), ...env },
      ...(cwd !== undefined && { cwd }),
      stdio: 'pipe',
      detached: leadsGroup,
      windowsHide: true,
    }));
    child.stdin.on('error', () => undefined);
    child.stdout.on('data', (chunk: Buffer) => this.#read(chunk));
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.#readErrors(text));
    child.on('error', (error) => this.onerror?.(error));
    child.once('exit', (code, signal) => {
      this.end ??= signal ? `it was ended by ${signal}` : `it ended with code ${code}`;
      // Its children may hold the pipes open, so nothing waits for their end.
      dropGroup(child.pid!);
      this.#over();
    });
    await once(child, 'spawn');
    keepGroup(child.pid!);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const child = this.#child;
    if (!child || this.#isOver) throw new Error('The program has ended.');
    // Not awaited: a program that reads nothing would hold up a call for ever, and its time is limited.
    child.stdin.write(serializeMessage(message));
  }

  /** Ends the program, by force if it does not end soon. */
  async close(): Promise<void> {
    const child = this.#child;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return this.#over();
    this.end ??= 'Earshot has ended it';
    const exited = once(child, 'exit');
    child.stdin.end();
    signalGroup(child.pid, 'SIGTERM');
    try {
      await within(this.options.graceMs ?? GRACE_MS, exited, '');
    } catch {
      signalGroup(child.pid, 'SIGKILL');
      await exited;
    }
  }

  #read(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf('\n'); end >= 0 && !this.#isOver; end = rest.indexOf('\n')) {
      const line = Buffer.concat([...this.#begun, rest.subarray(0, end)]);
      this.#begun = [];
      this.#begunBytes = 0;
      rest = rest.subarray(end + 1);
      if (line.length > MAX_MESSAGE_BYTES) return this.#fail(TOO_LONG);
      if (!this.#messages.take(1, systemClock.now())) return this.#fail('it sent too many messages');
      this.#message(line);
    }
    if (this.#isOver) return;
    this.#begun.push(rest);
    // A program may send single bytes.
    if (this.#begun.length > MAX_PIECES) this.#begun = [Buffer.concat(this.#begun)];
    this.#begunBytes += rest.length;
    if (this.#begunBytes > MAX_MESSAGE_BYTES) this.#fail(TOO_LONG);
  }

  #message(line: Buffer): void {
    try {
      this.onmessage?.(deserializeMessage(line.toString('utf8')));
    } catch (error) {
      // Programs print other things, too.
      this.onerror?.(error as Error);
    }
  }

  #readErrors(text: string): void {
    const lines = `${this.#line}${text}`.split('\n');
    this.#line = lines.pop()!.slice(0, MAX_LINE_CHARS);
    for (const line of lines)
      if (line.trim() && this.#errorLines.take(1, systemClock.now()))
        this.options.onErrorLine?.(line.slice(0, MAX_LINE_CHARS));
  }

  #fail(why: string): void {
    this.end ??= why;
    void this.close();
    this.#over();
  }

  #over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#begun = [];
    this.onclose?.();
  }
}
