import { assistantText } from './history-text.js';
import type { ChatMessage, ToolCall } from '../llm.port.js';

export type MessagePart =
  | { type: 'text'; text: string }
  | { type: 'call'; call: ToolCall }
  | { type: 'result'; call: Pick<ToolCall, 'id' | 'name'>; text: string };

export interface RoleMessage {
  role: 'user' | 'assistant';
  parts: MessagePart[];
}

/** What the user is taken to have said where the conversation begins with a greeting of the assistant. */
const OPENING = 'Hello.';

/**
 * The conversation for vendors that have it strictly in turns, the user's first, and the system prompt apart. What
 * follows itself in one role is one turn; the result of a tool is part of the user's.
 */
export function alternateRoles(messages: readonly ChatMessage[]): { system: string; turns: RoleMessage[] } {
  const system: string[] = [];
  const turns: RoleMessage[] = [];
  const names = new Map<string, string>();
  const add = (role: RoleMessage['role'], ...parts: MessagePart[]) => {
    if (parts.length === 0) return;
    if (turns.length === 0 && role === 'assistant') turns.push({ role: 'user', parts: [text(OPENING)] });
    const last = turns.at(-1);
    if (last?.role === role) last.parts.push(...parts);
    else turns.push({ role, parts });
  };
  for (const message of messages) {
    switch (message.role) {
      case 'system':
        system.push(message.content);
        break;
      case 'user':
        add('user', ...textParts(message.content));
        break;
      case 'assistant': {
        const calls = message.toolCalls ?? [];
        for (const { id, name } of calls) names.set(id, name);
        add(
          'assistant',
          ...textParts(assistantText(message)),
          ...calls.map((call) => ({ type: 'call' as const, call })),
        );
        break;
      }
      case 'tool': {
        const id = message.toolCallId;
        add('user', { type: 'result', call: { id, name: names.get(id) ?? id }, text: message.content });
        break;
      }
    }
  }
  return { system: system.join('\n\n'), turns };
}

/** The arguments of a call, which a model may have written wrong. */
export function parseArguments({ arguments: json }: ToolCall): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}

const text = (content: string): MessagePart => ({ type: 'text', text: content });

/** Vendors refuse empty texts. */
const textParts = (content: string): MessagePart[] => (content.trim() === '' ? [] : [text(content)]);
