import type { GenerateContentResponse } from '@google/genai';
import { describe, expect, it } from 'vitest';
import { addUsage, UNKNOWN_USAGE } from '../../common/telemetry/token-usage.js';
import { UsageMeter, type AnswerItem } from '../adapter/answer-usage.js';
import { chatEvents } from '../adapter/openai-api/chat-events.js';
import { messageEvents } from './anthropic/message-events.js';
import { contentEvents } from './google/content-events.js';
import { responseEvents } from './openai/response-events.js';

/** The stream of an SDK with these frames. */
function streamOf<Stream>(frames: object[]): Stream {
  const stream = {
    controller: new AbortController(),
    async *[Symbol.asyncIterator]() {
      yield* frames;
    },
  };
  return stream as Stream;
}

const READERS: Record<string, (frames: object[]) => AsyncGenerator<AnswerItem>> = {
  'chat completions': (frames) => chatEvents(streamOf(frames), () => true),
  responses: (frames) => responseEvents(streamOf(frames)),
  Anthropic: (frames) => messageEvents(streamOf(frames)),
  Google: (frames) =>
    contentEvents(streamOf<AsyncIterable<GenerateContentResponse>>(frames), {
      onSignature: () => undefined,
      stop: () => undefined,
    }),
};

/** @returns the tokens that the frames tell of, also if they are no whole answer */
async function usageIn(api: string, frames: object[]) {
  let usage = UNKNOWN_USAGE;
  const meter = new UsageMeter((more) => (usage = addUsage(usage, more)));
  try {
    for await (const item of READERS[api]!(frames)) if (item.type === 'usage') meter.read(item);
  } catch {
    // The answer broke off.
  }
  return usage;
}

const chat = (usage: unknown, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta: { content: 'Hi.' }, finish_reason }],
  usage,
});
const started = (usage: unknown) => ({ type: 'message_start', message: { usage } });
const stopped = (usage: unknown) => ({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage });
const content = (usageMetadata: unknown, finishReason?: string) => ({
  candidates: [{ index: 0, content: { parts: [{ text: 'Hi.' }] }, finishReason }],
  usageMetadata,
});

describe('the tokens of an answer', () => {
  it.each<[string, string, object[], [number | null, number | null]]>([
    [
      'chat completions',
      'after the last choice',
      [chat(null), chat(null, 'stop'), { choices: [], usage: { prompt_tokens: 12, completion_tokens: 7 } }],
      [12, 7],
    ],
    [
      'chat completions',
      'in the last choice',
      [chat({ prompt_tokens: 12, completion_tokens: 7 }, 'stop')],
      [12, 7],
    ],
    [
      'chat completions',
      'in each chunk',
      [3, 5, 7].map((completion_tokens) => chat({ prompt_tokens: 12, completion_tokens })),
      [12, 7],
    ],
    ['chat completions', 'nowhere', [chat(undefined), chat(null, 'stop')], [null, null]],
    [
      'chat completions',
      'in no form that is known',
      [chat('12'), chat({ prompt_tokens: '12', completion_tokens: -7 }, 'stop')],
      [null, null],
    ],
    ...['completed', 'incomplete', 'failed'].map((status): [string, string, object[], [number, number]] => [
      'responses',
      `of a response that is ${status}`,
      [{ type: `response.${status}`, response: { usage: { input_tokens: 12, output_tokens: 7 } } }],
      [12, 7],
    ]),
    [
      'responses',
      'nowhere',
      [
        { type: 'response.created', response: { usage: null } },
        { type: 'response.completed', response: {} },
      ],
      [null, null],
    ],
    [
      'Anthropic',
      'at the start and at the end',
      [started({ input_tokens: 12, output_tokens: 1 }), stopped({ output_tokens: 7 })],
      [12, 7],
    ],
    [
      'Anthropic',
      'with cached input',
      [
        started({
          input_tokens: 2,
          cache_creation_input_tokens: 4,
          cache_read_input_tokens: 6,
          output_tokens: 1,
        }),
        stopped({ input_tokens: null, cache_creation_input_tokens: null, output_tokens: 7 }),
      ],
      [12, 7],
    ],
    ['Anthropic', 'of an answer that breaks off', [started({ input_tokens: 12, output_tokens: 1 })], [12, 1]],
    [
      'Anthropic',
      'of a whole message',
      [
        {
          type: 'message',
          content: [{ type: 'text', text: 'Hi.' }],
          stop_reason: 'end_turn',
          usage: { input_tokens: 12, output_tokens: 7 },
        },
      ],
      [12, 7],
    ],
    ['Anthropic', 'nowhere', [{ type: 'message_start' }, stopped(undefined)], [null, null]],
    [
      'Google',
      'in each chunk, without and with thoughts',
      [
        content({ promptTokenCount: 12 }),
        content({ promptTokenCount: 12, candidatesTokenCount: 2 }),
        content({ promptTokenCount: 12, candidatesTokenCount: 3, thoughtsTokenCount: 4 }, 'STOP'),
      ],
      [12, 7],
    ],
    [
      'Google',
      'of a question that is blocked',
      [{ promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: { promptTokenCount: 12 } }],
      [12, null],
    ],
    ['Google', 'nowhere', [content(undefined), content({}, 'STOP')], [null, null]],
  ])('are taken from %s: %s', async (api, _where, frames, [input, output]) => {
    expect(await usageIn(api, frames)).toEqual({ input, output });
  });
});
