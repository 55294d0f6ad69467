import { describe, expect, it } from 'vitest';
import { responseInput } from './response-input.js';
import type { ChatMessage } from '../../llm.port.js';
import { chatMessages } from '../../adapter/openai-api/chat-messages.js';

describe.each([
  ['chat completions', chatMessages],
  ['responses', responseInput],
])('tool calls in a conversation for %s', (_, map) => {
  const mapped = (json: string) => {
    const toolCalls = [{ id: 'a', name: 'clock', arguments: json }];
    const messages: ChatMessage[] = [
      { role: 'assistant', content: '', toolCalls },
      { role: 'tool', toolCallId: 'a', content: '"noon"' },
    ];
    return JSON.stringify(map(messages));
  };

  it('keep their arguments as the model wrote them', () =>
    expect(mapped('{ "zone": 1 }')).toContain(JSON.stringify('{ "zone": 1 }')));

  it.each(['', '{"zone": "Eur', '[1]', '"noon"', 'null'])('have none instead of %j', (json) =>
    expect(mapped(json)).toContain('"arguments":"{}"'),
  );
});
