import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../llm.port.js';
import { plainMessages } from './plain-messages.js';

const call = (id: string, name: string) => ({ id, name, arguments: '{"city":"Rome"}' });

describe(plainMessages.name, () => {
  it('keeps a conversation without tools', () => {
    const messages: ChatMessage[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'hello' },
      { role: 'assistant', content: 'Hi.' },
      { role: 'user', content: 'what time is it' },
    ];
    expect(plainMessages(messages)).toEqual(messages);
  });

  it('has the results of tools as text, no calls, and roles that alternate', () => {
    const messages: ChatMessage[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'the weather' },
      { role: 'assistant', content: '', toolCalls: [call('a', 'weather'), call('b', 'wind')] },
      { role: 'tool', toolCallId: 'a', content: '"clear"' },
      { role: 'tool', toolCallId: 'b', content: '"calm"' },
      { role: 'assistant', content: 'One moment.', toolCalls: [call('c', 'rain')] },
      { role: 'tool', toolCallId: 'c', content: '"none"' },
      { role: 'user', content: 'and tomorrow' },
    ];
    expect(plainMessages(messages)).toEqual([
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content:
          'the weather\n\n' +
          '[For your information, what the tool "weather" returned: "clear"]\n\n' +
          '[For your information, what the tool "wind" returned: "calm"]',
      },
      { role: 'assistant', content: 'One moment.' },
      {
        role: 'user',
        content: '[For your information, what the tool "rain" returned: "none"]\n\nand tomorrow',
      },
    ]);
  });
});
