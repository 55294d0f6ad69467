import type { IncomingHttpHeaders } from 'node:http';
import { HttpSpeechEmulator, type HttpSpeechRequest } from './http-speech-emulator.js';
import type { TtsRefusal } from './tts-emulator.js';

/** `audio/speech` of OpenAI and of compatible servers. */
export class OpenAiSpeechEmulator extends HttpSpeechEmulator {
  /** OpenAI itself always sends 24 kHz. */
  sampleRateHz = 24_000;
  protected readonly speechPath = '/v1/audio/speech';
  protected readonly contentType = 'audio/pcm';
  protected readonly listing = {
    path: '/v1/models',
    body: {
      object: 'list',
      data: [{ id: 'gpt-4o-mini-tts', object: 'model', created: 0, owned_by: 'system' }],
    },
  };

  get baseURL(): string {
    return `http://${this.server.address}/v1`;
  }

  protected keyOf({ authorization }: IncomingHttpHeaders): string | undefined {
    return authorization?.replace(/^Bearer /, '');
  }

  protected read({ input, voice, model, ...details }: Record<string, unknown>): HttpSpeechRequest {
    if (details.response_format !== 'pcm') throw new Error('only raw PCM is asked for');
    return {
      text: String(input),
      voice: String(voice),
      model: String(model),
      details,
      sampleRateHz: this.sampleRateHz,
    };
  }

  protected refuse(refusal: TtsRefusal, request?: HttpSpeechRequest): { status: number; body: unknown } {
    const { status, ...error } = REFUSALS[refusal](request);
    return { status, body: { error: { param: null, ...error } } };
  }
}

type Refusal = (request?: HttpSpeechRequest) => { status: number } & Record<string, unknown>;

const REFUSALS: Record<TtsRefusal, Refusal> = {
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
    code: 'insufficient_quota',
  }),
  rate_limited: () => ({
    status: 429,
    message:
      'Rate limit reached for gpt-4o-mini-tts on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s. ' +
      'You can increase your rate limit by adding a payment method to your account at https://platform.openai.com/account/billing.',
    type: 'requests',
    code: 'rate_limit_exceeded',
  }),
  unknown_model: (request) => ({
    status: 404,
    message: `The model '${request?.model}' does not exist or you do not have access to it.`,
    type: 'invalid_request_error',
    code: 'model_not_found',
  }),
  unknown_voice: () => ({
    status: 400,
    message:
      "[{'type': 'enum', 'loc': ('body', 'voice'), 'msg': \"Input should be 'nova', 'shimmer', 'echo' or 'onyx'\"}]",
    type: 'invalid_request_error',
    code: null,
  }),
};
