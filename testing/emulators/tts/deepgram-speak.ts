import type { IncomingHttpHeaders } from 'node:http';
import { HttpSpeechEmulator, type HttpSpeechRequest } from './http-speech-emulator.js';
import type { TtsRefusal } from './tts-emulator.js';

/** Deepgram's `/v1/speak`. */
export class DeepgramSpeakEmulator extends HttpSpeechEmulator {
  protected readonly speechPath = '/v1/speak';
  protected readonly contentType = 'audio/l16;rate=24000';
  protected readonly listing = {
    path: '/v1/projects',
    body: { projects: [{ project_id: '00000000-0000-0000-0000-000000000000', name: 'emulated' }] },
  };

  get baseURL(): string {
    return `http://${this.server.address}`;
  }

  protected keyOf({ authorization }: IncomingHttpHeaders): string | undefined {
    return authorization?.replace(/^Token /, '');
  }

  protected read({ text }: Record<string, unknown>, { searchParams }: URL): HttpSpeechRequest {
    const { model, ...details } = Object.fromEntries(searchParams);
    if (details.encoding !== 'linear16' || details.container !== 'none') {
      throw new Error('only raw PCM is asked for');
    }
    return {
      text: String(text),
      voice: String(model),
      model: String(model),
      details,
      sampleRateHz: Number(details.sample_rate),
    };
  }

  protected refuse(refusal: TtsRefusal): { status: number; body: unknown } {
    const [status, err_code, err_msg] = REFUSALS[refusal];
    return { status, body: { err_code, err_msg, request_id: '00000000-0000-0000-0000-000000000000' } };
  }
}

const NO_MODEL = [400, 'Bad Request', 'No such model/version combination found.'] as const;

const REFUSALS: Record<TtsRefusal, readonly [status: number, code: string, message: string]> = {
  wrong_key: [401, 'INVALID_AUTH', 'Invalid credentials.'],
  no_credit: [402, 'ASR_PAYMENT_REQUIRED', 'Project does not have enough credits for an ASR request.'],
  rate_limited: [429, 'TOO_MANY_REQUESTS', 'Too many requests. Please try again later'],
  unknown_model: NO_MODEL,
  unknown_voice: NO_MODEL,
};
