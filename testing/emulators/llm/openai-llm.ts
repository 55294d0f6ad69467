import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { chatProblem, responsesProblem } from './conversation-rules.js';
import {
  EMULATED_USAGE,
  LlmEmulator,
  sendJson,
  startStream,
  type AnswerFrames,
  type EmulatedEvent,
  type LlmEmulatorRequest,
  type Refusal,
} from './llm-emulator.js';

/** Chat completions, responses and the list of models, as OpenAI and compatible servers serve them. */
export class OpenAiLlmEmulator extends LlmEmulator {
  override models = ['nomic-embed-text:latest', 'llama3.2:3b'];
  protected readonly modelsPath = '/v1/models';

  get baseURL(): string {
    return `http://${this.server.address}/v1`;
  }

  protected listModels(): unknown {
    const data = this.models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'library' }));
    return { object: 'list', data };
  }

  protected keyOf({ authorization }: IncomingHttpHeaders): string | undefined {
    return authorization?.replace(/^Bearer /, '');
  }

  protected refuse(refusal: Refusal, model: string): { status: number; body: unknown } {
    const { status, ...error } = REFUSALS[refusal](model);
    return { status, body: { error: { param: null, ...error } } };
  }

  protected read(path: string, body: Record<string, unknown>) {
    const messages = path === '/v1/chat/completions' ? body.messages : path === '/v1/responses' && body.input;
    if (!Array.isArray(messages)) return undefined;
    const user = (messages as { role?: string; content?: string }[]).findLast(({ role }) => role === 'user');
    return { model: String(body.model), userText: user?.content ?? '' };
  }

  protected problemOf({ messages, input }: Record<string, unknown>): string | undefined {
    return Array.isArray(messages) ? chatProblem(messages) : responsesProblem(input as object[]);
  }

  protected frames(answer: readonly EmulatedEvent[], request: LlmEmulatorRequest): AnswerFrames {
    return request.path === '/v1/responses' ? responseFrames(answer, request) : chatFrames(answer, request);
  }
}

const REFUSALS: Record<Refusal, (model: string) => { status: number } & Record<string, unknown>> = {
  wrong_key: () => ({
    status: 401,
    message:
      'Incorrect API key provided: sk-wrong. You can find your API key at https://platform.openai.com.',
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  }),
  no_credit: () => ({
    status: 429,
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    code: 'credit_balance_exhausted',
  }),
  rate_limited: (model) => ({
    status: 429,
    message: `Rate limit reached for ${model}. You can increase it by adding a payment method to your account at https://platform.openai.com/account/billing.`,
    type: 'requests',
    code: 'rate_limit_exceeded',
  }),
  unknown_model: (model) => ({
    status: 404,
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    type: 'invalid_request_error',
    code: 'model_not_found',
  }),
};

/** Streams these words as a whole chat completion. */
export const streamWords =
  (...words: string[]) =>
  (response: ServerResponse): void => {
    sendChunk(response, { role: 'assistant', content: '' });
    for (const content of words) sendChunk(response, { content });
    sendEnd(response);
  };

/** Sends one frame of a chat completion, and the head of the response before the first. */
export function sendChunk(response: ServerResponse, delta: Record<string, unknown>): void {
  startStream(response);
  response.write(chatFrame({ choices: [{ index: 0, delta, finish_reason: null }] }));
}

/** Sends the frames after the last delta of a chat completion, and ends the response. */
export function sendEnd(response: ServerResponse, finishReason = 'stop'): void {
  startStream(response);
  response.end(chatEnd(finishReason).join(''));
}

export function sendError(
  response: ServerResponse,
  status: number,
  message: string,
  more: object = {},
): void {
  sendJson(response, status, { error: { message, type: 'error', param: null, code: null, ...more } });
}

function chatFrames(answer: readonly EmulatedEvent[], { model }: LlmEmulatorRequest): AnswerFrames {
  const frame = (delta: object) => chatFrame({ choices: [{ index: 0, delta, finish_reason: null }] }, model);
  let calls = 0;
  const events = answer.map((event) => {
    if (event.type === 'text') return [frame({ content: event.text })];
    if (event.type === 'reasoning') return [frame({ reasoning_content: event.text })];
    const index = calls++;
    const { id, name, arguments: json } = event.call;
    const middle = Math.ceil(json.length / 2);
    return [
      frame({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
      ...[json.slice(0, middle), json.slice(middle)].map((part) =>
        frame({ tool_calls: [{ index, function: { arguments: part } }] }),
      ),
    ];
  });
  return {
    opening: [frame({ role: 'assistant', content: '', refusal: null })],
    events,
    closing: chatEnd(calls > 0 ? 'tool_calls' : 'stop'),
  };
}

/** The finish reason, the usage without choices, and the end mark. */
const chatEnd = (finishReason: string): string[] => [
  chatFrame({ choices: [{ index: 0, delta: {}, finish_reason: finishReason }] }),
  chatFrame({
    choices: [],
    usage: {
      prompt_tokens: EMULATED_USAGE.input,
      completion_tokens: EMULATED_USAGE.output,
      total_tokens: EMULATED_USAGE.input + EMULATED_USAGE.output,
    },
  }),
  'data: [DONE]\n\n',
];

function chatFrame(content: object, model = 'llama3.2:3b'): string {
  const frame = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 0,
    model,
    service_tier: 'default',
    system_fingerprint: null,
    obfuscation: 'x',
    usage: null,
    ...content,
  };
  return `data: ${JSON.stringify(frame)}\n\n`;
}

function responseFrames(answer: readonly EmulatedEvent[], { model }: LlmEmulatorRequest): AnswerFrames {
  let sequence_number = 0;
  const frame = (type: string, content: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence_number++, ...content })}\n\n`;
  const response = {
    id: 'resp_1',
    object: 'response',
    model,
    status: 'in_progress',
    output: [],
    error: null,
  };
  const opening = [frame('response.created', { response }), frame('response.in_progress', { response })];
  const events = answer.map((event, output_index) => {
    const item_id = `item_${output_index}`;
    if (event.type === 'reasoning')
      return [
        frame('response.output_item.added', {
          output_index,
          item: { id: item_id, type: 'reasoning', summary: [] },
        }),
        frame('response.reasoning_summary_text.delta', {
          item_id,
          output_index,
          summary_index: 0,
          delta: event.text,
        }),
      ];
    if (event.type === 'text')
      return [
        frame('response.content_part.added', {
          item_id,
          output_index,
          content_index: 0,
          part: { type: 'output_text', text: '', annotations: [] },
        }),
        frame('response.output_text.delta', {
          item_id,
          output_index,
          content_index: 0,
          delta: event.text,
          logprobs: [],
        }),
      ];
    const { id: call_id, name, arguments: json } = event.call;
    const item = { id: item_id, type: 'function_call', call_id, name, status: 'in_progress' };
    return [
      frame('response.output_item.added', { output_index, item: { ...item, arguments: '' } }),
      frame('response.function_call_arguments.delta', { item_id, output_index, delta: json }),
      frame('response.function_call_arguments.done', { item_id, output_index, arguments: json }),
      frame('response.output_item.done', {
        output_index,
        item: { ...item, arguments: json, status: 'completed' },
      }),
    ];
  });
  const { input: input_tokens, output: output_tokens } = EMULATED_USAGE;
  const usage = { input_tokens, output_tokens, total_tokens: input_tokens + output_tokens };
  return {
    opening,
    events,
    closing: [frame('response.completed', { response: { ...response, status: 'completed', usage } })],
  };
}
