import type { IncomingHttpHeaders } from 'node:http';
import { anthropicProblem } from './conversation-rules.js';
import {
  EMULATED_USAGE,
  LlmEmulator,
  type AnswerFrames,
  type EmulatedEvent,
  type LlmEmulatorRequest,
  type Refusal,
} from './llm-emulator.js';

interface Block {
  type?: string;
  text?: string;
}

/** Anthropic's messages and list of models. */
export class AnthropicEmulator extends LlmEmulator {
  override models = ['claude-opus-5-5', 'claude-haiku-5-5'];
  protected readonly modelsPath = '/v1/models';
  protected override readonly garbage = 'event: content_block_delta\ndata: {"garbage": \n\n';

  get baseURL(): string {
    return `http://${this.server.address}`;
  }

  protected listModels(): unknown {
    const data = this.models.map((id) => ({
      type: 'model',
      id,
      display_name: id,
      created_at: '2026-10-01T00:00:00Z',
      lifecycle: 'active',
    }));
    return { data, has_more: false, first_id: this.models[0], last_id: this.models.at(-1) };
  }

  protected keyOf(headers: IncomingHttpHeaders): string | undefined {
    // The API accepts both; the SDK sends the second since version 1.
    return headers['x-api-key']?.toString() ?? headers.authorization?.replace(/^Bearer /, '');
  }

  protected refuse(refusal: Refusal, model: string): { status: number; body: unknown } {
    const { status, type, message } = REFUSALS[refusal](model);
    return { status, body: { type: 'error', error: { type, message }, request_id: 'req_1' } };
  }

  protected read(path: string, body: Record<string, unknown>) {
    if (path !== '/v1/messages') return undefined;
    const messages = body.messages as { role: string; content: string | Block[] }[];
    const content = messages.findLast(({ role }) => role === 'user')?.content ?? '';
    const userText = typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('');
    return { model: String(body.model), userText };
  }

  protected problemOf({ messages, tools }: Record<string, unknown>): string | undefined {
    return anthropicProblem(messages as Parameters<typeof anthropicProblem>[0], Array.isArray(tools));
  }

  protected frames(answer: readonly EmulatedEvent[], { model }: LlmEmulatorRequest): AnswerFrames {
    const message = {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model,
      content: [],
      stop_reason: null,
    };
    const opening = [
      frame('message_start', {
        message: { ...message, stop_sequence: null, usage: { ...USAGE, output_tokens: 1 } },
      }),
      frame('ping', {}),
    ];
    const events = answer.map((event, index) => [
      frame('content_block_start', { index, content_block: blockOf(event) }),
      ...deltasOf(event).map((delta) => frame('content_block_delta', { index, delta })),
      frame('content_block_stop', { index }),
    ]);
    const stop_reason = answer.some(({ type }) => type === 'tool_call') ? 'tool_use' : 'end_turn';
    const closing = [
      frame('message_delta', { delta: { stop_reason, stop_sequence: null }, usage: USAGE }),
      frame('message_stop', {}),
    ];
    return { opening, events, closing };
  }
}

/** At the start of a message its output is only estimated. */
const USAGE = {
  input_tokens: EMULATED_USAGE.input - 2,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 2,
  output_tokens: EMULATED_USAGE.output,
};

const REFUSALS: Record<Refusal, (model: string) => { status: number; type: string; message: string }> = {
  wrong_key: () => ({ status: 401, type: 'authentication_error', message: 'invalid x-api-key' }),
  no_credit: () => ({
    status: 400,
    type: 'invalid_request_error',
    message:
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
  }),
  rate_limited: () => ({
    status: 429,
    type: 'rate_limit_error',
    message: 'This request would exceed your rate limit. For details see https://docs.claude.com/billing.',
  }),
  unknown_model: (model) => ({ status: 404, type: 'not_found_error', message: `model: ${model}` }),
};

/** One frame of the stream, with the event name that the SDK reads. */
export const frame = (type: string, content: object): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...content })}\n\n`;

function blockOf(event: EmulatedEvent): object {
  switch (event.type) {
    case 'text':
      return { type: 'text', text: '' };
    case 'reasoning':
      return { type: 'thinking', thinking: '', signature: '' };
    case 'tool_call':
      return { type: 'tool_use', id: event.call.id, name: event.call.name, input: {} };
  }
}

function deltasOf(event: EmulatedEvent): object[] {
  switch (event.type) {
    case 'text':
      return [{ type: 'text_delta', text: event.text }];
    case 'reasoning':
      return [
        { type: 'thinking_delta', thinking: event.text },
        { type: 'signature_delta', signature: 'EqQBCgIYAhIM' },
      ];
    case 'tool_call': {
      const { arguments: json } = event.call;
      const middle = Math.ceil(json.length / 2);
      return ['', json.slice(0, middle), json.slice(middle)].map((partial_json) => ({
        type: 'input_json_delta',
        partial_json,
      }));
    }
  }
}
