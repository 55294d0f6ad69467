import { randomUUID } from 'node:crypto';
import { shortened } from '../common/text/truncate.js';
import type { ErrorMessage, ServerCommand, ToolDescription } from '#protocol';
import type { ToolCall, ToolDefinition, Tools } from './tools.port.js';

export interface ClientToolsDependencies {
  send(message: ServerCommand | ErrorMessage): void;
  /** What that message asked for is settled: a client that comes back need not hear it. */
  forget(message: ServerCommand): void;
  /** Longest wait for a result, in which the user may have to say yes. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;

/** What a model is given of a result: some 5,000 tokens. */
const MAX_RESULT_CHARS = 20_000;

/** Calls that nobody waits for any more, whose result may still come. */
const MAX_ABANDONED = 100;

/** The tools that a session's client runs. Each call is sent once and settles once: by its result, by time, or with its turn. */
export class ClientTools implements Tools {
  readonly #tools = new Map<string, ToolDescription>();
  readonly #pending = new Map<string, (result: string) => void>();
  readonly #abandoned = new Set<string>();

  constructor(private readonly use: ClientToolsDependencies) {}

  list(): readonly ToolDefinition[] {
    return [...this.#tools.values()].map(({ name, description, parameters }) => ({
      name,
      description,
      parameters,
    }));
  }

  /** These are the tools from now on. */
  register(tools: readonly ToolDescription[]): void {
    this.#tools.clear();
    for (const { name, description, parameters, policy } of tools)
      this.#tools.set(name, { name, description, parameters, policy });
    this.use.send({ type: 'cmd', name: 'tool_register', data: { tools: [...this.#tools.values()] } });
  }

  async run(call: ToolCall, turnId: number, signal: AbortSignal): Promise<string> {
    if (signal.aborted) return '';
    const tool = this.#tools.get(call.name);
    if (!tool) return problem(`There is no tool "${call.name}".`);
    const args = objectOf(call.arguments);
    if (!args) return problem('The arguments are not a JSON object.');
    const call_id = randomUUID();
    const { name, policy } = tool;
    const data = { call_id, turn_id: turnId, name, arguments: args, policy };
    return this.#ask({ type: 'cmd', name: 'tool_call', data }, signal);
  }

  /** @returns whether a call was waiting for it, or was not long ago */
  result(callId: string, result: unknown, error?: string): boolean {
    const settle = this.#pending.get(callId);
    if (!settle) return this.#abandoned.delete(callId);
    settle(
      error === undefined ? shortened(JSON.stringify(result ?? null), MAX_RESULT_CHARS) : problem(error),
    );
    return true;
  }

  #ask(message: Extract<ServerCommand, { name: 'tool_call' }>, signal: AbortSignal): Promise<string> {
    const { call_id, turn_id, name } = message.data;
    const { timeoutMs = TIMEOUT_MS } = this.use;
    return new Promise((resolve) => {
      const settle = (result: string) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.#pending.delete(call_id);
        this.use.forget(message);
        resolve(result);
      };
      const onAbort = () => {
        this.#abandon(call_id);
        settle('');
      };
      const timer = setTimeout(() => {
        const error = `The tool "${name}" gave no result within ${timeoutMs / 1_000} seconds.`;
        this.#abandon(call_id);
        settle(problem(error));
        this.use.send({ type: 'error', error, code: 'tool_failed', turn_id, fatal: false });
      }, timeoutMs);
      signal.addEventListener('abort', onAbort, { once: true });
      this.#pending.set(call_id, settle);
      this.use.send(message);
    });
  }

  #abandon(callId: string): void {
    this.#abandoned.add(callId);
    if (this.#abandoned.size > MAX_ABANDONED) this.#abandoned.delete(this.#abandoned.keys().next().value!);
  }
}

const problem = (error: string): string => JSON.stringify({ error: shortened(error, MAX_RESULT_CHARS) });

/** @returns null where it is no JSON object. A tool without parameters may be called with nothing. */
function objectOf(json: string): Record<string, unknown> | null {
  if (json.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(json);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
