import { createHash } from 'node:crypto';
import { isWithinDepth } from '../common/text/json-depth.js';
import { truncate } from '../common/text/truncate.js';
import { modelName } from './tool-names.js';

/** A tool of an MCP server, as far as it may be used. */
export interface McpTool {
  server: string;
  /** As the server calls it. */
  name: string;
  /** As the model calls it. */
  modelName: string;
  /** In the server's words. */
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
  /** Changes with whatever the server says of the tool, and with the server itself. */
  fingerprint: string;
}

export interface ToolList {
  tools: readonly McpTool[];
  /** How many cannot be used, because they are too many, too large or not valid. */
  leftOut: number;
}

export const NO_TOOL_LIST: ToolList = { tools: [], leftOut: 0 };

/** Of one server. The model reads them in each request. */
export const MAX_TOOLS = 64;
const MAX_NAME_CHARS = 128;
const MAX_DESCRIPTION_CHARS = 1_000;
/** As JSON. */
const MAX_SCHEMA_CHARS = 8_000;
/** Of all the tools of a server together: about 10,000 tokens. */
const MAX_LIST_CHARS = 40_000;
const MAX_SCHEMA_DEPTH = 16;

/**
 * @param listed what the server says of its tools; it may be anything
 * @param origin which program or address the server is: a choice about its tools counts for no other
 */
export function readTools(server: string, listed: readonly unknown[], origin: string): ToolList {
  const tools = new Map<string, McpTool>();
  let chars = 0;
  for (const each of listed) {
    const tool = readTool(server, each, origin);
    if (!tool || tools.has(tool.name) || tools.size >= MAX_TOOLS) continue;
    const more = tool.description.length + JSON.stringify(tool.parameters).length;
    if (chars + more > MAX_LIST_CHARS) continue;
    chars += more;
    tools.set(tool.name, tool);
  }
  return { tools: [...tools.values()], leftOut: listed.length - tools.size };
}

function readTool(server: string, given: unknown, origin: string): McpTool | undefined {
  const { name, description = '', inputSchema } = (given ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || name === '' || name.length > MAX_NAME_CHARS) return undefined;
  if (typeof description !== 'string' || !isObject(inputSchema)) return undefined;
  if (!isWithinDepth(inputSchema, MAX_SCHEMA_DEPTH)) return undefined;
  const schema = JSON.stringify(inputSchema);
  if (schema.length > MAX_SCHEMA_CHARS) return undefined;
  // Of the whole text: what is cut off today may not change unseen either.
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([origin, name, description, schema]))
    .digest('base64url');
  return {
    server,
    name,
    modelName: modelName(server, name),
    description: truncate(visible(description), MAX_DESCRIPTION_CHARS),
    parameters: { type: 'object', ...inputSchema },
    fingerprint,
  };
}

/** Models read characters that no one sees. */
export const visible = (text: string): string => text.replace(/[^\P{C}\n\t]/gu, '');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
