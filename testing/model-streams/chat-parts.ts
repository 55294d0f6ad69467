import { event } from './model-stream.js';

/** One chunk of a chat completion. */
export const chunk = (delta: unknown, finish_reason: string | null = null, more: object = {}): string =>
  event({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'm',
    choices: [{ index: 0, delta, finish_reason, ...more }],
  });

export const text = (content: unknown): string => chunk({ content });

export const STOP = chunk({}, 'stop');

export const DONE = 'data: [DONE]\n\n';

export const END = STOP + DONE;

interface Fragment {
  index?: number | null;
  id?: string | null;
  name?: string | null;
  args?: unknown;
}

/** One chunk with fragments of tool calls. */
export const fragments = (...parts: Fragment[]): string =>
  chunk({
    tool_calls: parts.map(({ index, id, name, args }) => ({
      index,
      id,
      type: 'function',
      function: { name, arguments: args },
    })),
  });

export const CALLS_END = chunk({}, 'tool_calls') + DONE;
