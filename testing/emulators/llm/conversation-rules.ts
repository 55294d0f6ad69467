/** What the vendors' APIs refuse in a conversation with tool calls. Each function returns the reason, or undefined. */

interface ChatMessage {
  role?: string;
  tool_calls?: { id: string; function: { arguments: string } }[];
  tool_call_id?: string;
}

/** The messages right after a call answer it. https://platform.openai.com/docs/guides/function-calling */
export function chatProblem(messages: readonly ChatMessage[]): string | undefined {
  let open: string[] = [];
  for (const { role, tool_calls = [], tool_call_id = '' } of messages) {
    if (role === 'tool' && !open.includes(tool_call_id)) return `"${tool_call_id}" answers no tool call`;
    open = role === 'tool' ? open.filter((id) => id !== tool_call_id) : open;
    if (role !== 'tool' && open.length > 0) return `tool_call_ids without a response: ${open.join()}`;
    for (const { id, function: called } of tool_calls) {
      open.push(id);
      if (!isJson(called.arguments)) return `the arguments of "${id}" are not valid JSON`;
    }
  }
  return open.length > 0 ? `tool_call_ids without a response: ${open.join()}` : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface ResponseItem {
  type?: string;
  call_id?: string;
}

/** Each function call has an output after it. */
export function responsesProblem(items: readonly ResponseItem[]): string | undefined {
  const open = new Set<string>();
  for (const { type, call_id = '' } of items) {
    if (type === 'function_call') open.add(call_id);
    if (type === 'function_call_output' && !open.delete(call_id)) return `no tool call found for ${call_id}`;
  }
  return open.size > 0 ? `no tool output found for ${[...open].join()}` : undefined;
}

interface AnthropicMessage {
  role: string;
  content: string | { type: string; id?: string; tool_use_id?: string; text?: string }[];
}

/**
 * Roles alternate; the results of a message's calls are the first blocks of the next message; tools are defined; the ids of
 * calls are unique and consist of letters, digits, _ and -.
 * https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview
 */
export function anthropicProblem(
  messages: readonly AnthropicMessage[],
  hasTools: boolean,
): string | undefined {
  let open: string[] = [];
  const ids = new Set<string>();
  for (const [i, { role, content }] of messages.entries()) {
    if (role !== (i % 2 === 0 ? 'user' : 'assistant')) return `messages.${i}: roles must alternate`;
    const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
    if (blocks.some(({ type, text }) => type === 'text' && !text?.trim())) return `messages.${i}: empty text`;
    if (!hasTools && blocks.some(({ type }) => type.startsWith('tool_')))
      return 'tool blocks must define tools';
    const results = blocks
      .slice(0, open.length)
      .map((block) => ('tool_use_id' in block ? block.tool_use_id : ''));
    if (open.some((id) => !results.includes(id)))
      return `messages.${i}: tool_use without tool_result after it`;
    if (blocks.slice(open.length).some(({ type }) => type === 'tool_result'))
      return `messages.${i}: unexpected tool_result`;
    open = blocks.flatMap((block) => ('id' in block && block.type === 'tool_use' ? [block.id ?? ''] : []));
    for (const id of open) {
      if (!/^[a-zA-Z0-9_-]+$/.test(id))
        return `messages.${i}: tool_use.id should match the pattern, unlike "${id}"`;
      if (ids.has(id)) return `messages.${i}: tool_use ids must be unique, unlike "${id}"`;
      ids.add(id);
    }
  }
  return open.length > 0 ? 'tool_use without tool_result after it' : undefined;
}

interface GoogleContent {
  role: string;
  parts: { functionCall?: object; functionResponse?: object }[];
}

/** Roles alternate; as many function responses follow as there were calls. https://ai.google.dev/gemini-api/docs/function-calling */
export function googleProblem(contents: readonly GoogleContent[]): string | undefined {
  let open = 0;
  for (const [i, { role, parts }] of contents.entries()) {
    if (role !== (i % 2 === 0 ? 'user' : 'model')) return 'function call turns must alternate';
    const responses = parts.filter(({ functionResponse }) => functionResponse).length;
    if (responses !== open) return 'the number of function response parts is not that of the function calls';
    open = parts.filter(({ functionCall }) => functionCall).length;
  }
  return open > 0 ? 'a function call without a response' : undefined;
}
