import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { parseWav, pcmToBytes } from '#audio';
import type { LoopbackHandlers } from '../../loopback-server.js';
import { SttEmulator, type SttRefusal } from './stt-emulator.js';

const REFUSALS: Record<SttRefusal, [status: number, code: string, message: string]> = {
  wrong_key: [401, 'invalid_api_key', 'Incorrect API key provided: sk-secret.'],
  no_credit: [429, 'insufficient_quota', 'You exceeded your current quota.'],
  // Groq's wording.
  rate_limited: [
    429,
    'rate_limit_exceeded',
    'Rate limit reached for model `whisper-large-v3` on seconds of audio per hour (ASPH): Limit 7200, Used 7190. ' +
      'Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing',
  ],
  unknown_model: [404, 'model_not_found', 'The model does not exist or you do not have access to it.'],
};

/** OpenAI's `POST /v1/audio/transcriptions`, as servers of Whisper have it too. */
export class OpenAiTranscriptionsEmulator extends SttEmulator {
  /** The form of the last request, without its file. */
  form: Record<string, string> = {};
  /** The status with which it refuses names. */
  refusesNamesWith = 400;
  /** Samples of each file. Only the latest files are kept. */
  readonly files: number[] = [];

  get baseURL(): string {
    return `http://${this.server.address}/v1`;
  }

  protected handlers(): LoopbackHandlers {
    return { http: (request, response, url) => this.#handle(request, response, url) };
  }

  async #handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    this.note(request, url);
    const refusal = this.refusal(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]);
    if (refusal) {
      const [status, code, message] = REFUSALS[refusal];
      request.resume();
      return sendJson(response, status, {
        error: { message, code, type: 'invalid_request_error', param: null },
      });
    }
    if (url.pathname === '/v1/models') return sendJson(response, 200, { object: 'list', data: MODELS });
    if (url.pathname !== '/v1/audio/transcriptions') return sendJson(response, 404, { detail: 'Not Found' });
    const text = await this.#transcribe(request);
    if (this.refusesNames && this.form.prompt) {
      const message = `The prompt is too long: ${this.form.prompt}`;
      return sendJson(response, this.refusesNamesWith, {
        error: { message, code: null, type: 'invalid_request_error', param: 'prompt' },
      });
    }
    if (this.misbehave === 'stall') return;
    if (this.delayMs > 0) await delay(this.delayMs, undefined, { ref: false });
    this.wordsAt = performance.now();
    if (this.misbehave === 'drop') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"text": "');
      return void setImmediate(() => response.destroy());
    }
    if (this.misbehave === 'malformed') return sendJson(response, 200, { words: 'of another API' });
    sendJson(response, 200, { text, usage: { type: 'duration', seconds: 1 }, not_known_yet: true });
  }

  async #transcribe(request: IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    this.audioAt = performance.now();
    const type = request.headers['content-type'] ?? '';
    const form = await new Response(Buffer.concat(parts), { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    if (!(file instanceof Blob)) return '';
    this.form = Object.fromEntries(
      [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    if (this.form.prompt) this.noteUpdate([this.form.prompt]);
    const { pcm, sampleRateHz } = parseWav(new Uint8Array(await file.arrayBuffer()));
    this.files.push(pcm.length);
    if (this.files.length > 1_000) this.files.shift();
    const decoder = this.createDecoder(sampleRateHz);
    decoder.decode(pcmToBytes(pcm));
    return decoder.take();
  }
}

const MODELS = ['whisper-1', 'gpt-5', 'gpt-transcribe'].map((id) => ({
  id,
  object: 'model',
  created: 0,
  owned_by: 'emulator',
}));

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
