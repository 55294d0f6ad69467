import { randomUUID } from 'node:crypto';
import { jsonObject } from '../common/text/json-object.js';
import { toolCalled, type ToolOutcome } from '../common/telemetry/channels.js';
import type { DataMessage, ErrorMessage, ServerCommand, ToolDescription } from '#protocol';
import { PausableTimer } from '../common/clock/pausable-timer.js';
import { Approvals, type AsksUser } from './approvals.js';
import { cutResult } from './cut-result.js';
import type { ToldTexts } from './told-elsewhere.js';
import {
  toolFailure,
  type ToolAnswer,
  type ToolCall,
  type ToolDefinition,
  type Tools,
} from './tools.port.js';

export interface ClientToolsDeps {
  send(message: ServerCommand | DataMessage | ErrorMessage): void;
  /** The message is settled and is not sent again after a resume. */
  forget(message: ServerCommand): void;
  /** Asks the user about calls. */
  user: AsksUser;
  /** Whether the client shows the backend's own questions. */
  showsQuestions(): boolean;
  /** What other tools have told the model. */
  told?: Pick<ToldTexts, 'take'>;
  /** Longest wait for a result, without the time in which the user is asked. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;

const STOPPED = 'The answer was stopped before the tool gave its result.';

const UNCLEAR = "The browser gave no clear answer, so I don't know whether that worked.";

/** Most cancelled calls whose result may still come. */
const MAX_ABANDONED = 100;

/** What a client answers to a call: a result, which is any JSON, or why there is none. */
type Settled = { result: unknown } | { error: string };

interface PendingCall {
  turnId: number;
  timer: PausableTimer;
  settle(settled: Settled): void;
}

/** The tools that a session's client runs. Each call settles once: by its result, by a timeout, or with its turn. */
export class ClientTools implements Tools {
  readonly #tools = new Map<string, ToolDescription>();
  readonly #pending = new Map<string, PendingCall>();
  readonly #abandoned = new Map<string, (settled: Settled) => void>();

  /** The user is asked about calls. Calls that wait for the asked one wait, too. */
  readonly approvals: Approvals;

  constructor(private readonly deps: ClientToolsDeps) {
    this.approvals = new Approvals({
      send: (message) => deps.send(message),
      forget: (message) => deps.forget(message),
      ask: (question) => deps.user.ask(question),
      answer: (id, answer) => deps.user.answer(id, answer),
      over: (id, isStopped) => deps.user.over(id, isStopped),
      showsQuestions: () => deps.showsQuestions(),
      turnOf: (callId) => this.#pending.get(callId)?.turnId,
      onAsking: (isAsking) => {
        for (const { timer } of this.#pending.values()) {
          if (isAsking) timer.pause();
          else timer.start();
        }
      },
    });
  }

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
    // Models send an empty text for tools without parameters.
    const args = call.arguments.trim() === '' ? {} : jsonObject(call.arguments);
    if (!this.#tools.has(call.name)) return textOf(refused(unknownTool(call.name)));
    if (!args) return textOf(refused('The arguments are not a JSON object.'));
    const settled = await this.#ask(call.name, args, turnId, signal, (late) => onLate(textOf(late)));
    return settled ? textOf(settled) : '';
  }

  async call(
    name: string,
    args: Record<string, unknown>,
    turnId: number,
    signal: AbortSignal,
  ): Promise<ToolAnswer> {
    if (signal.aborted) return toolFailure(STOPPED);
    const settled = this.#tools.has(name)
      ? await this.#ask(name, args, turnId, signal, () => undefined)
      : refused(unknownTool(name));
    return settled ? answerOf(settled) : toolFailure(STOPPED);
  }

  /** @returns whether the call waits for a result or was cancelled recently */
  result(callId: string, result: unknown, error?: string): boolean {
    const settle = this.#pending.get(callId)?.settle ?? this.#abandoned.get(callId);
    if (!settle) return false;
    this.#abandoned.delete(callId);
    settle(error === undefined ? { result } : { error });
    return true;
  }

  /** @returns undefined after an abort */
  #ask(
    toolName: string,
    args: Record<string, unknown>,
    turn_id: number,
    signal: AbortSignal,
    onLate: (settled: Settled) => void,
  ): Promise<Settled | undefined> {
    const { timeoutMs = TIMEOUT_MS } = this.deps;
    const { name, policy } = this.#tools.get(toolName)!;
    const call_id = randomUUID();
    // What another program calls with comes from no model of Earshot's.
    const told = turn_id < 0 ? [] : (this.deps.told?.take() ?? []);
    const message: ServerCommand = {
      type: 'cmd',
      name: 'tool_call',
      data: {
        call_id,
        turn_id,
        name,
        arguments: args,
        policy,
        ...(told.length > 0 && { told_elsewhere: told }),
      },
    };
    return new Promise((resolve) => {
      const settle = (settled: Settled | undefined, outcome: ToolOutcome) => {
        toolCalled.publish(() => ({ outcome }));
        timer.clear();
        signal.removeEventListener('abort', onAbort);
        this.#pending.delete(call_id);
        this.approvals.endOf(call_id, outcome === 'cancelled');
        this.deps.forget(message);
        resolve(settled);
      };
      const onAbort = () => {
        this.#abandon(call_id, onLate);
        settle(undefined, 'cancelled');
        // Of a turn of the user, the client learns by `flush`.
        if (turn_id < 0) this.deps.send({ type: 'cmd', name: 'tool_cancel', data: { call_id } });
      };
      const timer = new PausableTimer(timeoutMs, () => {
        const error = `The tool "${name}" gave no result within ${timeoutMs / 1_000} seconds.`;
        // The caller already has the error.
        this.#abandon(call_id, () => undefined);
        settle({ error }, 'timed_out');
        this.deps.send({ type: 'error', error, code: 'tool_failed', turn_id, fatal: false });
      });
      signal.addEventListener('abort', onAbort, { once: true });
      this.#pending.set(call_id, {
        turnId: turn_id,
        timer,
        settle: (settled) => settle(settled, isFailure(settled) ? 'failed' : 'completed'),
      });
      if (!this.approvals.isAsking) timer.start();
      this.deps.send(message);
    });
  }

  #abandon(callId: string, onLate: (settled: Settled) => void): void {
    this.#abandoned.set(callId, onLate);
    if (this.#abandoned.size > MAX_ABANDONED) this.#abandoned.delete(this.#abandoned.keys().next().value!);
  }
}

function refused(error: string): Settled {
  toolCalled.publish(() => ({ outcome: 'refused' }));
  return { error };
}

const unknownTool = (name: string): string => `There is no tool "${name}".`;

/** What a model reads. */
const textOf = (settled: Settled): string =>
  'error' in settled
    ? JSON.stringify({ error: cutResult(settled.error) })
    : cutResult(JSON.stringify(settled.result ?? null));

const isFailure = (settled: Settled): boolean =>
  'error' in settled || (settled.result as { ok?: unknown } | null | undefined)?.ok === false;

/** What an action of the answerer gets: a failure, unless the result says or shows that the tool worked. */
function answerOf(settled: Settled): ToolAnswer {
  if ('error' in settled) return toolFailure(settled.error);
  const { result } = settled;
  const isObject = typeof result === 'object' && result !== null && !Array.isArray(result);
  if (!isObject || Object.keys(result).length === 0) return toolFailure(UNCLEAR);
  const answer: ToolAnswer = { ok: !('error' in result), ...result };
  return typeof answer['ok'] === 'boolean' ? answer : { ...answer, ...toolFailure(UNCLEAR) };
}
