import { randomUUID } from 'node:crypto';
import type { McpPolicy, McpServerItem } from '#protocol';
import { toolCalled } from '../common/telemetry/channels.js';
import { jsonObject } from '../common/text/json-object.js';
import { truncate } from '../common/text/truncate.js';
import {
  toolFailure,
  type ToolAnswer,
  type ToolCall,
  type ToolDefinition,
  type Tools,
  type UserApprovals,
} from '../tools/tools.port.js';
import type { ToolChoices } from '../user-data/user-records.js';
import type { ServerLink, CallOutcome } from './connection/server-link.js';
import { toolQuestion } from './question.js';
import type { McpTool } from './tool-list.js';

/** What a session uses of a server. */
export type UsedLink = Pick<ServerLink, 'state' | 'problem' | 'list' | 'call'>;

export interface SessionMcpDeps {
  /** By their names in the config. */
  links: ReadonlyMap<string, UsedLink>;
  /** What the config says of a tool. */
  configured(server: string, tool: string): McpPolicy | undefined;
  choices: ToolChoices;
  approvals: UserApprovals;
  /** The user's choices have changed. */
  onChoice(): void;
  /** A server has answered: the model gets its words. */
  onResult(turnId: number, text: string): void;
}

/** Of all servers together: with the browser's, a vendor takes 128. */
const MAX_TOOLS = 80;

const MAX_SHOWN_CHARS = 160;

/** Turns whose tasks may be put aside at once, and the current one. */
const MAX_REFUSED_TURNS = 5;

const NOT_THERE = 'There is no such tool of an MCP server now.';

/** The tools of the MCP servers as one session may use them: asked about before each call, unless the user or the config allows it. */
export class SessionMcp implements Tools {
  /** The tools that the user refused in that turn: they are not asked about again in it. */
  readonly #refused = new Map<number, Set<string>>();

  constructor(private readonly deps: SessionMcpDeps) {}

  list(): readonly ToolDefinition[] {
    return this.#usable().map(({ modelName, server, description, parameters }) => ({
      name: modelName,
      description: `A tool of the MCP server "${server}", which says: ${description}`,
      parameters,
      source: 'mcp',
    }));
  }

  /** What the user sees of the servers. */
  servers(): McpServerItem[] {
    return [...this.deps.links].map(([name, { state, problem, list }]) => ({
      name,
      state,
      ...(problem !== undefined && { problem }),
      tools: list.tools.map((tool) => ({
        name: tool.name,
        description: truncate(tool.description.replace(/\s+/g, ' '), MAX_SHOWN_CHARS),
        policy: this.#policy(tool),
        fixed: this.deps.configured(tool.server, tool.name) !== undefined,
      })),
      left_out: list.leftOut,
    }));
  }

  /** @returns whether there is such a tool, and the config leaves the choice to the user */
  choose(server: string, name: string, policy: McpPolicy): boolean {
    const tool = this.deps.links.get(server)?.list.tools.find((each) => each.name === name);
    if (!tool || this.#isConfigured(tool)) return false;
    if (policy === 'confirm') this.deps.choices.remove(server, name);
    else this.deps.choices.set({ server, tool: name, fingerprint: tool.fingerprint, policy });
    this.deps.onChoice();
    return true;
  }

  async run(call: ToolCall, turnId: number, signal: AbortSignal): Promise<string> {
    if (signal.aborted) return '';
    const args = call.arguments.trim() === '' ? {} : jsonObject(call.arguments);
    const outcome = args
      ? await this.#use(call.name, args, turnId, signal)
      : refused('The arguments are not a JSON object.');
    if (signal.aborted) return '';
    return JSON.stringify('error' in outcome ? { error: outcome.error } : { result: outcome.text });
  }

  async call(
    name: string,
    args: Record<string, unknown>,
    turnId: number,
    signal: AbortSignal,
  ): Promise<ToolAnswer> {
    const outcome = await this.#use(name, args, turnId, signal);
    return 'error' in outcome ? toolFailure(outcome.error) : { ok: true, text: outcome.text };
  }

  async #use(
    modelName: string,
    args: Record<string, unknown>,
    turnId: number,
    signal: AbortSignal,
  ): Promise<CallOutcome> {
    const outcome = await this.#judgeAndCall(modelName, args, turnId, signal);
    toolCalled.publish(() => ({ outcome: 'error' in outcome ? outcome.outcome : 'completed' }));
    if (!('error' in outcome)) this.deps.onResult(turnId, outcome.text);
    // A failure is in the server's words, too.
    else if (outcome.outcome === 'failed') this.deps.onResult(turnId, outcome.error);
    return outcome;
  }

  async #judgeAndCall(
    modelName: string,
    args: Record<string, unknown>,
    turnId: number,
    signal: AbortSignal,
  ): Promise<CallOutcome> {
    const tool = this.#find(modelName);
    if (!tool) return refused(NOT_THERE);
    if (this.#policy(tool) !== 'allow') {
      const refusal = await this.#ask(tool, args, turnId, signal);
      if (refusal !== undefined) return refusal;
      if (this.#isChanged(tool))
        return refused('The tool was changed while the user was asked, so it was not run.');
    }
    return this.deps.links.get(tool.server)!.call(tool.name, args, signal);
  }

  /** @returns why it may not run */
  async #ask(
    tool: McpTool,
    args: Record<string, unknown>,
    turnId: number,
    signal: AbortSignal,
  ): Promise<CallOutcome | undefined> {
    const tools = this.#refusedIn(turnId);
    if (tools.has(tool.modelName)) return refused('The user has refused this tool for this request.');
    const question = toolQuestion(tool, args);
    const asked = { turnId, callId: randomUUID(), question, remember: !this.#isConfigured(tool) };
    const approval = await this.deps.approvals.ask(asked, signal);
    switch (approval) {
      case 'yes':
        return undefined;
      case 'always':
        if (!this.#isChanged(tool)) this.choose(tool.server, tool.name, 'allow');
        return undefined;
      case 'no':
        tools.add(tool.modelName);
        return refused('The user said no, so it was not run.');
      case 'expired':
        tools.add(tool.modelName);
        return refused('The user did not answer, so it was not run.');
      case 'withdrawn':
        return { error: 'The question was withdrawn, so it was not run.', outcome: 'cancelled' };
    }
  }

  #refusedIn(turnId: number): Set<string> {
    const tools = this.#refused.get(turnId) ?? new Set();
    this.#refused.set(turnId, tools);
    if (this.#refused.size > MAX_REFUSED_TURNS) this.#refused.delete(this.#refused.keys().next().value!);
    return tools;
  }

  #isConfigured({ server, name }: McpTool): boolean {
    return this.deps.configured(server, name) !== undefined;
  }

  /** Whether it is not there any more as it was when the user was asked. */
  #isChanged({ modelName, fingerprint }: McpTool): boolean {
    return this.#find(modelName)?.fingerprint !== fingerprint;
  }

  #policy({ server, name, fingerprint }: McpTool): McpPolicy {
    const configured = this.deps.configured(server, name);
    if (configured !== undefined) return configured;
    const choice = this.deps.choices.of(server, name);
    // A server may show a harmless tool first, and change it once the user has allowed it.
    if (choice?.policy === 'allow' && choice.fingerprint !== fingerprint) return 'confirm';
    return choice?.policy ?? 'confirm';
  }

  #usable(): McpTool[] {
    const tools = [...this.deps.links.values()].flatMap(({ list }) => list.tools);
    return tools.filter((tool) => this.#policy(tool) !== 'off').slice(0, MAX_TOOLS);
  }

  #find(modelName: string): McpTool | undefined {
    return this.#usable().find((tool) => tool.modelName === modelName);
  }
}

const refused = (error: string): CallOutcome => ({ error, outcome: 'refused' });
