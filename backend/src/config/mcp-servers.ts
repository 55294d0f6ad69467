import { rememberSecret } from '../common/log/redact.js';
import { check } from './check.js';
import { MCP_POLICIES, McpServerConfig } from './dto/mcp.dto.js';
import { isObject } from './file/config-file.js';
import type { Origins } from './file/origins.js';
import { resolvePath } from './file/resolve-path.js';
import { joinPath, type Problem } from './file/setting-path.js';
import { found } from './problems.js';

/** Each is a process or a connection, and its tools fill the prompt. */
const MAX_SERVERS = 16;
const MAX_ENTRIES = 32;
const MAX_VALUE_CHARS = 4_000;
/** Their tools' names begin with it. Two underscores part the two. */
export const MCP_SERVER_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]|_(?!_)){0,30}[A-Za-z0-9]$|^[A-Za-z0-9]$/;

const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]{1,100}$/;
const HEADER_VALUE = /^[\t\x20-\x7E]*$/;
const VARIABLE_NAME = /^[A-Za-z_]\w{0,99}$/;

/** The transport's own; another value would break it. */
const OWN_HEADERS = [
  'accept',
  'content-type',
  'content-length',
  'host',
  'mcp-session-id',
  'mcp-protocol-version',
];

/** What is wrong with the MCP servers of the file. */
export function mcpProblems(given: unknown, origins: Origins): Problem[] {
  const servers = isObject(given) ? given.servers : undefined;
  if (!isObject(servers)) return [];
  const path = 'mcp.servers';
  const names = Object.keys(servers);
  if (names.length > MAX_SERVERS)
    return [{ path, message: `found ${names.length} servers, must be ${MAX_SERVERS} at most` }];
  return names.flatMap((name) => serverProblems(name, servers[name], joinPath(path, name), origins));
}

function serverProblems(name: string, given: unknown, path: string, origins: Origins): Problem[] {
  if (!MCP_SERVER_NAME.test(name)) {
    const message =
      'the name of a server has 1 to 32 letters, digits, hyphens and single underscores, and begins and ends with a letter or digit';
    return [{ path, message }];
  }
  if (!isObject(given)) return [{ path, message: 'must be an object, with "command" or "url"' }];
  const { problems } = check(McpServerConfig, given, path, origins);
  const { command, url, tools } = given;
  const other = command === undefined ? ['args', 'env', 'cwd'] : ['headers'];
  const foreign = other.filter((key) => given[key] !== undefined);
  if ((command === undefined) === (url === undefined))
    problems.push({ path, message: 'set either "command" or "url"' });
  else
    for (const key of foreign)
      problems.push({
        path: joinPath(path, key),
        message: `belongs to a server with "${command === undefined ? 'command' : 'url'}"`,
      });
  problems.push(...entryProblems(given.env, joinPath(path, 'env'), envProblem));
  problems.push(...entryProblems(given.headers, joinPath(path, 'headers'), headerProblem));
  for (const [tool, policy] of Object.entries(isObject(tools) ? tools : {}))
    if (!(MCP_POLICIES as readonly unknown[]).includes(policy))
      problems.push({
        path: joinPath(joinPath(path, 'tools'), tool),
        message: `${found(policy)}, must be one of ${MCP_POLICIES.join(', ')}`,
      });
  return problems;
}

/** Never shows a value. */
function entryProblems(
  given: unknown,
  path: string,
  problemOf: (name: string, value: string) => string | undefined,
): Problem[] {
  if (!isObject(given)) return [];
  const entries = Object.entries(given);
  if (entries.length > MAX_ENTRIES) return [{ path, message: `must have ${MAX_ENTRIES} entries at most` }];
  return entries.flatMap(([name, value]) => {
    const message =
      typeof value !== 'string' || value.length > MAX_VALUE_CHARS
        ? `must be a text of ${MAX_VALUE_CHARS} characters at most`
        : problemOf(name, value);
    return message === undefined ? [] : [{ path: joinPath(path, name), message }];
  });
}

const envProblem = (name: string, value: string): string | undefined => {
  if (!VARIABLE_NAME.test(name)) return 'is not the name of a variable';
  return value.includes('\0') ? 'must have no null character' : undefined;
};

const headerProblem = (name: string, value: string): string | undefined => {
  if (!HEADER_NAME.test(name)) return 'is not the name of a header';
  if (OWN_HEADERS.includes(name.toLowerCase())) return 'is set by Earshot: leave it out';
  return HEADER_VALUE.test(value) ? undefined : 'must be printable ASCII in one line';
};

/** @param given whose problems were found before @returns the servers with their defaults */
export function readMcpServers(
  given: Record<string, unknown>,
  folder: string,
  origins: Origins,
): Record<string, McpServerConfig> {
  const read = ([name, server]: [string, unknown]): [string, McpServerConfig] => {
    const { value } = check(McpServerConfig, server as Record<string, unknown>, '', origins);
    for (const secret of [...Object.values(value.env), ...Object.values(value.headers)])
      rememberSecret(secret);
    if (value.cwd !== undefined) value.cwd = resolvePath(folder, value.cwd);
    return [name, value];
  };
  return Object.fromEntries(Object.entries(given).map(read));
}
