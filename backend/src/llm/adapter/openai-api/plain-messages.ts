import type { ChatMessage } from '../../llm.port.js';
import { alternateRoles, type MessagePart } from '../alternating-messages.js';

/**
 * The conversation for a model without tools: their results become text, and calls are left out. Roles alternate, because the
 * chat templates of many such models require it.
 */
export function plainMessages(messages: readonly ChatMessage[]): ChatMessage[] {
  const { system, conversation } = alternateRoles(messages);
  const plain: ChatMessage[] = system === '' ? [] : [{ role: 'system', content: system }];
  for (const { role, parts } of conversation) {
    const content = parts.map(textOf).filter(Boolean).join('\n\n');
    const last = plain.at(-1);
    if (content === '') continue;
    if (last?.role === role) last.content += `\n\n${content}`;
    else plain.push({ role, content });
  }
  return plain;
}

function textOf(part: MessagePart): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'call':
      return '';
    case 'result':
      return `[For your information, what the tool "${part.call.name}" returned: ${part.text}]`;
  }
}
