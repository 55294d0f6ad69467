/** A server may send anything: of the MCP servers that it lists, only what has a usable type and size is kept. */
import type { McpPolicy, McpServerItem, McpServerState, McpToolItem } from '#protocol';

/** As many as a backend's config may name. */
const MAX_SERVERS = 16;
const MAX_TOOLS = 64;
const MAX_NAME_CHARS = 128;
const MAX_TEXT_CHARS = 300;

const POLICIES: readonly unknown[] = ['allow', 'confirm', 'off'] satisfies McpPolicy[];
const STATES: readonly unknown[] = ['idle', 'starting', 'running', 'failed'] satisfies McpServerState[];

export const isMcpPolicy = (value: unknown): value is McpPolicy => POLICIES.includes(value);

export function usableMcp(servers: unknown): McpServerItem[] {
  return objects(servers, MAX_SERVERS).flatMap(({ name, state, problem, tools, left_out: leftOut }) => {
    if (!isName(name) || !STATES.includes(state)) return [];
    return {
      name,
      state: state as McpServerState,
      ...(typeof problem === 'string' && { problem: problem.slice(0, MAX_TEXT_CHARS) }),
      tools: objects(tools, MAX_TOOLS).flatMap(usableTool),
      left_out: Number.isSafeInteger(leftOut) && (leftOut as number) > 0 ? (leftOut as number) : 0,
    };
  });
}

function usableTool({ name, description, policy, fixed }: Record<string, unknown>): McpToolItem[] {
  if (!isName(name) || !isMcpPolicy(policy)) return [];
  const text = typeof description === 'string' ? description.slice(0, MAX_TEXT_CHARS) : '';
  return [{ name, description: text, policy, fixed: fixed === true }];
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= MAX_NAME_CHARS;

const objects = (list: unknown, most: number): Record<string, unknown>[] =>
  (Array.isArray(list) ? list : [])
    .slice(0, most)
    .filter((each): each is Record<string, unknown> => typeof each === 'object' && each !== null);
