import type { IncomingHttpHeaders } from 'node:http';
import { googleProblem } from './conversation-rules.js';
import {
  EMULATED_USAGE,
  LlmEmulator,
  type AnswerFrames,
  type EmulatedEvent,
  type LlmEmulatorRequest,
  type Refusal,
} from './llm-emulator.js';

/** Google's Gemini API: `streamGenerateContent` and the list of models. */
export class GoogleEmulator extends LlmEmulator {
  override models = ['gemini-3.8-flash', 'gemini-3.5-flash-lite', 'gemini-embedding-001'];
  protected readonly modelsPath = '/v1beta/models';

  get baseURL(): string {
    return `http://${this.server.address}`;
  }

  protected listModels(): unknown {
    const models = this.models.map((id) => ({
      name: `models/${id}`,
      version: '001',
      displayName: id,
      supportedGenerationMethods: id.includes('embedding')
        ? ['embedContent']
        : ['generateContent', 'countTokens'],
    }));
    return { models };
  }

  protected keyOf(headers: IncomingHttpHeaders): string | undefined {
    return headers['x-goog-api-key']?.toString();
  }

  protected refuse(refusal: Refusal, model: string): { status: number; body: unknown } {
    const { code, ...error } = REFUSALS[refusal](model);
    return { status: code, body: { error: { code, ...error } } };
  }

  protected read(path: string, body: Record<string, unknown>) {
    const [, model] = /^\/v1beta\/models\/(.+):streamGenerateContent$/.exec(path) ?? [];
    if (model === undefined) return undefined;
    const contents = body.contents as { role: string; parts: { text?: string }[] }[];
    const user = contents.findLast(({ role }) => role === 'user');
    return { model, userText: user?.parts.map(({ text = '' }) => text).join('') ?? '' };
  }

  protected problemOf({ contents }: Record<string, unknown>): string | undefined {
    return googleProblem(contents as Parameters<typeof googleProblem>[0]);
  }

  protected frames(answer: readonly EmulatedEvent[], { model }: LlmEmulatorRequest): AnswerFrames {
    const { input, output } = EMULATED_USAGE;
    const usage = (candidatesTokenCount: number) => ({
      promptTokenCount: input,
      candidatesTokenCount,
      totalTokenCount: input + candidatesTokenCount,
    });
    const frame = (parts: object[], tokens: number, more: object = {}) =>
      contentFrame({
        candidates: [{ content: { parts, role: 'model' }, index: 0, ...more }],
        usageMetadata: usage(tokens),
        modelVersion: model,
        responseId: 'response-1',
      });
    return {
      opening: [],
      events: answer.map((event) => [frame([partOf(event)], 1)]),
      closing: [frame([{ text: '' }], output, { finishReason: 'STOP' })],
    };
  }
}

const REFUSALS: Record<Refusal, (model: string) => { code: number } & Record<string, unknown>> = {
  wrong_key: () => ({
    code: 400,
    message: 'API key not valid. Please pass a valid API key.',
    status: 'INVALID_ARGUMENT',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'API_KEY_INVALID',
        domain: 'googleapis.com',
      },
    ],
  }),
  no_credit: () => ({
    code: 429,
    message:
      'Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.',
    status: 'RESOURCE_EXHAUSTED',
  }),
  rate_limited: () => ({
    code: 429,
    message: 'You exceeded your current quota, please check your plan and billing details.',
    status: 'RESOURCE_EXHAUSTED',
    details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '37s' }],
  }),
  unknown_model: (model) => ({
    code: 404,
    message: `models/${model} is not found for API version v1beta, or is not supported for generateContent.`,
    status: 'NOT_FOUND',
  }),
};

/** One frame of the stream, with Google's line ends. */
export const contentFrame = (content: object): string => `data: ${JSON.stringify(content)}\r\n\r\n`;

function partOf(event: EmulatedEvent): object {
  switch (event.type) {
    case 'text':
      return { text: event.text };
    case 'reasoning':
      return { text: event.text, thought: true };
    case 'tool_call': {
      const { id, name, arguments: json } = event.call;
      return {
        functionCall: { id, name, args: JSON.parse(json) as unknown },
        thoughtSignature: `signed-${id}`,
      };
    }
  }
}
