import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { pcmToBytes } from '#audio';
import type { LoopbackHandlers } from '../../loopback-server.js';
import { TtsEmulator, type SpeechRequest, type TtsRefusal } from './tts-emulator.js';

export interface HttpSpeechRequest extends Omit<SpeechRequest, 'receivedAt'> {
  sampleRateHz: number;
}

/** Size of the parts that audio is sent in: odd, as networks cut it. */
const CUT_BYTES = 1_601;

/** A vendor that takes each text as an HTTP request and streams the audio back. */
export abstract class HttpSpeechEmulator extends TtsEmulator {
  protected abstract readonly speechPath: string;
  protected abstract readonly contentType: string;
  /** A path that tells whether the key is accepted, and its answer. */
  protected abstract readonly listing: { path: string; body: unknown };

  protected abstract keyOf(headers: IncomingHttpHeaders): string | undefined;
  protected abstract read(
    body: Record<string, unknown>,
    url: URL,
    headers: IncomingHttpHeaders,
  ): HttpSpeechRequest;
  protected abstract refuse(
    refusal: TtsRefusal,
    request: HttpSpeechRequest | undefined,
  ): { status: number; body: unknown };

  protected handlers(): LoopbackHandlers {
    return { http: (request, response, url) => this.#handle(request, response, url) };
  }

  /** The parts of the answer. */
  protected async *body({ text, sampleRateHz }: HttpSpeechRequest): AsyncGenerator<Uint8Array | string> {
    for await (const frame of this.frames(text, sampleRateHz)) yield pcmToBytes(frame);
  }

  /** An answer that the vendor would not send. */
  protected malformedBody(): { contentType: string; body: string } {
    return { contentType: 'text/html', body: '<html><body>Welcome to the hotel’s Wi-Fi</body></html>' };
  }

  async #handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const refusal = this.refusal(this.keyOf(request.headers));
    if (request.method === 'GET' && url.pathname === this.listing.path) {
      if (refusal === 'wrong_key') return this.#refuse(response, refusal, undefined);
      return sendJson(response, 200, this.listing.body);
    }
    if (request.method !== 'POST' || !url.pathname.startsWith(this.speechPath)) {
      return sendJson(response, 404, { error: 'no such page' });
    }
    this.busy++;
    response.once('close', () => this.busy--);
    let json = '';
    for await (const part of request.setEncoding('utf8')) json += part;
    const speech = this.read(JSON.parse(json) as Record<string, unknown>, url, request.headers);
    this.record(speech);
    if (refusal) return this.#refuse(response, refusal, speech);
    await this.#speak(speech, response);
  }

  async #speak(speech: HttpSpeechRequest, response: ServerResponse): Promise<void> {
    if (this.misbehave === 'malformed') {
      const { contentType, body } = this.malformedBody();
      response.writeHead(200, { 'content-type': contentType }).end(body);
      return;
    }
    response.writeHead(200, { 'content-type': this.contentType }).flushHeaders();
    if (this.misbehave === 'stall') return;
    for await (const part of this.body(speech)) {
      const bytes = Buffer.from(part as Uint8Array);
      for (let at = 0; at < bytes.length; at += CUT_BYTES) {
        if (response.destroyed) return;
        response.write(bytes.subarray(at, at + CUT_BYTES));
      }
      if (this.misbehave === 'drop') {
        // Sends what was written before the cut.
        await new Promise<void>((resolve) => setTimeout(resolve, 20));
        response.destroy();
        return;
      }
    }
    if (this.misbehave !== 'endless') response.end();
  }

  #refuse(response: ServerResponse, refusal: TtsRefusal, speech: HttpSpeechRequest | undefined): void {
    const { status, body } = this.refuse(refusal, speech);
    sendJson(response, status, body);
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
