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

/** The user's message when a conversation begins with a greeting of the assistant. */
const OPENING = 'Hello.';

/**
 * The conversation for vendors whose APIs require alternating roles, starting with the user, and a separate system prompt.
 * Consecutive messages of one role become one message; the result of a tool is part of the user's.
 */
export function alternateRoles(messages: readonly ChatMessage[]): {
  system: string;
  conversation: RoleMessage[];
} {
  const system: string[] = [];
  const conversation: RoleMessage[] = [];
  const names = new Map<string, string>();
  const add = (role: RoleMessage['role'], ...parts: MessagePart[]) => {
    if (parts.length === 0) return;
    if (conversation.length === 0 && role === 'assistant')
      conversation.push({ role: 'user', parts: [text(OPENING)] });
    const last = conversation.at(-1);
    if (last?.role === role) last.parts.push(...parts);
    else conversation.push({ role, parts });
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
  return { system: system.join('\n\n'), conversation };
}

const text = (content: string): MessagePart => ({ type: 'text', text: content });

/** Drops empty texts, because the vendors refuse them. */
const textParts = (content: string): MessagePart[] => (content.trim() === '' ? [] : [text(content)]);
