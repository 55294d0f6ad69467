import { randomUUID } from 'node:crypto';
import { jsonObject } from '../common/text/json-object.js';
import { toolCalled, type ToolOutcome } from '../common/telemetry/channels.js';
import { truncate } from '../common/text/truncate.js';
import type { ErrorMessage, ServerCommand, ToolDescription } from '#protocol';
import type { ToolCall, ToolDefinition, Tools } from './tools.port.js';

export interface ClientToolsDeps {
  send(message: ServerCommand | ErrorMessage): void;
  /** The message is settled and is not sent again after a resume. */
  forget(message: ServerCommand): void;
  /** Longest wait for a result; the user may have to confirm the call. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;

/** Limit of a result for a model: about 5,000 tokens. */
const MAX_RESULT_CHARS = 20_000;

/** Most cancelled calls whose result may still come. */
const MAX_ABANDONED = 100;

/** The tools that a session's client runs. Each call settles once: by its result, by a timeout, or with its turn. */
export class ClientTools implements Tools {
  readonly #tools = new Map<string, ToolDescription>();
  readonly #pending = new Map<string, (result: string, outcome: ToolOutcome) => void>();
  readonly #abandoned = new Map<string, (result: string) => void>();

  constructor(private readonly deps: ClientToolsDeps) {}

  list(): readonly ToolDefinition[] {
    return [...this.#tools.values()].map(({ name, description, parameters }) => ({
      name,
      description,
      parameters,
    }));
  }

  /** Replaces all tools. */
  register(tools: readonly ToolDescription[]): void {
    this.#tools.clear();
    for (const { name, description, parameters, policy } of tools)
      this.#tools.set(name, { name, description, parameters, policy });
    this.deps.send({ type: 'cmd', name: 'tool_register', data: { tools: [...this.#tools.values()] } });
  }

  async run(
    call: ToolCall,
    turnId: number,
    signal: AbortSignal,
    onLate: (result: string) => void = () => undefined,
  ): Promise<string> {
    if (signal.aborted) return '';
    const tool = this.#tools.get(call.name);
    if (!tool) return refused(`There is no tool "${call.name}".`);
    // Models send an empty text for tools without parameters.
    const args = call.arguments.trim() === '' ? {} : jsonObject(call.arguments);
    if (!args) return refused('The arguments are not a JSON object.');
    const call_id = randomUUID();
    const { name, policy } = tool;
    const data = { call_id, turn_id: turnId, name, arguments: args, policy };
    return this.#ask({ type: 'cmd', name: 'tool_call', data }, signal, onLate);
  }

  /** @returns whether the call waits for a result or was cancelled recently */
  result(callId: string, result: unknown, error?: string): boolean {
    const settle = this.#pending.get(callId) ?? this.#abandoned.get(callId);
    if (!settle) return false;
    this.#abandoned.delete(callId);
    const text =
      error === undefined ? truncate(JSON.stringify(result ?? null), MAX_RESULT_CHARS) : problem(error);
    settle(text, error === undefined ? 'completed' : 'failed');
    return true;
  }

  #ask(
    message: Extract<ServerCommand, { name: 'tool_call' }>,
    signal: AbortSignal,
    onLate: (result: string) => void,
  ): Promise<string> {
    const { call_id, turn_id, name } = message.data;
    const { timeoutMs = TIMEOUT_MS } = this.deps;
    return new Promise((resolve) => {
      const settle = (result: string, outcome: ToolOutcome) => {
        toolCalled.publish(() => ({ outcome }));
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.#pending.delete(call_id);
        this.deps.forget(message);
        resolve(result);
      };
      const onAbort = () => {
        this.#abandon(call_id, onLate);
        settle('', 'cancelled');
      };
      const timer = setTimeout(() => {
        const error = `The tool "${name}" gave no result within ${timeoutMs / 1_000} seconds.`;
        // The model was told that there is no result.
        this.#abandon(call_id, () => undefined);
        settle(problem(error), 'timed_out');
        this.deps.send({ type: 'error', error, code: 'tool_failed', turn_id, fatal: false });
      }, timeoutMs);
      signal.addEventListener('abort', onAbort, { once: true });
      this.#pending.set(call_id, settle);
      this.deps.send(message);
    });
  }

  #abandon(callId: string, onLate: (result: string) => void): void {
    this.#abandoned.set(callId, onLate);
    if (this.#abandoned.size > MAX_ABANDONED) this.#abandoned.delete(this.#abandoned.keys().next().value!);
  }
}

function refused(error: string): string {
  toolCalled.publish(() => ({ outcome: 'refused' }));
  return problem(error);
}

const problem = (error: string): string => JSON.stringify({ error: truncate(error, MAX_RESULT_CHARS) });
