import { describe, expect, it } from 'vitest';
import { AT_WORK } from '../adapter/at-work.js';
import type { AnswerItem } from '../adapter/answer-usage.js';
import { chatEvents } from '../adapter/openai-api/chat-events.js';
import { messageEvents } from './anthropic/message-events.js';
import { responseEvents } from './openai/response-events.js';

/** The stream of an SDK that waits for more after these frames. */
function unfinished<Stream>(...frames: object[]): Stream {
  const stream = {
    controller: new AbortController(),
    async *[Symbol.asyncIterator]() {
      yield* frames;
      await new Promise<never>(() => undefined);
    },
  };
  return stream as Stream;
}

const JSON_PART = '{"city":"Ro';

describe('a model that writes long arguments slowly', () => {
  it.each<[string, AsyncGenerator<AnswerItem>]>([
    [
      'chat completions',
      chatEvents(
        unfinished({
          choices: [
            {
              delta: {
                tool_calls: [{ index: 0, id: 'a', function: { name: 'weather', arguments: JSON_PART } }],
              },
            },
          ],
        }),
        () => false,
      ),
    ],
    [
      'responses',
      responseEvents(
        unfinished(
          { type: 'response.output_item.added', output_index: 0, item: { type: 'function_call' } },
          { type: 'response.function_call_arguments.delta', output_index: 0, delta: JSON_PART },
        ),
      ),
    ],
    [
      'messages',
      messageEvents(
        unfinished(
          {
            type: 'content_block_start',
            index: 0,
            content_block: { type: 'tool_use', id: 'a', name: 'weather' },
          },
          {
            type: 'content_block_delta',
            index: 0,
            delta: { type: 'input_json_delta', partial_json: JSON_PART },
          },
        ),
      ),
    ],
  ])('is at work: %s', async (_api, events) => {
    expect((await events.next()).value).toEqual(AT_WORK);
  });
});
