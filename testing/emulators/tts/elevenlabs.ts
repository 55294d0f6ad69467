import type { IncomingHttpHeaders } from 'node:http';
import type { RawData, WebSocket } from 'ws';
import { pcmToBytes } from '#audio';
import type { LoopbackHandlers } from '../../loopback-server.js';
import { HttpSpeechEmulator, type HttpSpeechRequest } from './http-speech-emulator.js';
import type { TtsRefusal } from './tts-emulator.js';

const MAX_CONTEXTS = 5;

interface Context {
  /** Speaks the texts one after the other. */
  queue: Promise<void>;
  cancelled: boolean;
  inactivity: NodeJS.Timeout | undefined;
}

/** ElevenLabs: `multi-stream-input` and `stream/with-timestamps`. */
export class ElevenLabsEmulator extends HttpSpeechEmulator {
  /** Refuses the handshake with this status. */
  handshakeStatus: number | undefined;
  /** The most contexts that one connection had open at once. */
  mostContexts = 0;
  /** The delay between the close of a context and its final frame. */
  finalDelayMs = 0;
  /** Closes a context after this time without text; 0 is never. */
  inactivityMs = 0;
  /** The voice settings that connections got, in order. */
  readonly voiceSettings: unknown[] = [];
  protected readonly speechPath = '/v1/text-to-speech/';
  protected readonly contentType = 'application/json';
  protected readonly listing = {
    path: '/v1/models',
    body: [{ model_id: 'eleven_flash_v2_5', name: 'Eleven Flash v2.5', can_do_text_to_speech: true }],
  };

  get baseURL(): string {
    return `http://${this.server.address}`;
  }

  protected override handlers(): LoopbackHandlers {
    const { http } = super.handlers();
    return {
      http: async (request, response, url) => {
        if (url.pathname !== '/v1/voices') return http?.(request, response, url);
        const voices = [
          { voice_id: 'voice-one', name: 'One', category: 'premade' },
          { voice_id: 'voice-two', name: 'Two', category: 'cloned' },
        ];
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ voices }));
      },
      refuse: () => this.handshakeStatus,
      socket: (socket, request, url) => new Connection(this, socket, request.headers, url),
    };
  }

  protected keyOf(headers: IncomingHttpHeaders): string | undefined {
    return headers['xi-api-key'] as string | undefined;
  }

  protected read({ text, model_id, ...details }: Record<string, unknown>, url: URL): HttpSpeechRequest {
    const format = url.searchParams.get('output_format') ?? '';
    return {
      text: String(text),
      voice: decodeURIComponent(url.pathname.split('/')[3]!),
      model: String(model_id),
      details,
      sampleRateHz: Number(format.replace('pcm_', '')),
    };
  }

  protected override async *body({ text, sampleRateHz }: HttpSpeechRequest): AsyncGenerator<string> {
    const { msPerCharacter } = this;
    let at = 0;
    for await (const frame of this.frames(text, sampleRateHz)) {
      const from = Math.round(at / msPerCharacter);
      at += (frame.length * 1_000) / sampleRateHz;
      const characters = [...text.slice(from, Math.round(at / msPerCharacter))];
      const alignment = {
        characters,
        character_start_times_seconds: characters.map((_, i) => ((from + i) * msPerCharacter) / 1_000),
        character_end_times_seconds: characters.map((_, i) => ((from + i + 1) * msPerCharacter) / 1_000),
      };
      const audio_base64 = Buffer.from(pcmToBytes(frame)).toString('base64');
      yield `${JSON.stringify({ audio_base64, alignment, normalized_alignment: alignment })}\n`;
    }
  }

  protected override malformedBody() {
    return { contentType: 'application/json', body: '{"audio_base64": 12}\n' };
  }

  protected refuse(refusal: TtsRefusal): { status: number; body: unknown } {
    const { status, detail, message } = REFUSALS[refusal];
    return { status, body: { detail: { status: detail, message } } };
  }

  // For its connections.
  refusalOf(headers: IncomingHttpHeaders): TtsRefusal | undefined {
    return this.refusal(this.keyOf(headers));
  }

  recordText(text: string, voice: string, model: string, details: Record<string, unknown>): void {
    this.record({ text, voice, model, details });
  }

  framesOf(text: string, sampleRateHz: number): AsyncGenerator<Int16Array> {
    return this.frames(text, sampleRateHz);
  }
}

class Connection {
  readonly #contexts = new Map<string, Context>();
  readonly #voice: string;
  readonly #query: URLSearchParams;
  #messages = 0;

  constructor(
    private readonly emulator: ElevenLabsEmulator,
    private readonly socket: WebSocket,
    private readonly headers: IncomingHttpHeaders,
    url: URL,
  ) {
    this.#voice = decodeURIComponent(url.pathname.split('/')[3]!);
    this.#query = url.searchParams;
    socket.on('message', (data: RawData) => this.#onMessage(JSON.parse((data as Buffer).toString('utf8'))));
    socket.on('close', () => {
      for (const id of [...this.#contexts.keys()]) this.#forget(id);
    });
  }

  #onMessage(message: Record<string, unknown>): void {
    const { text, context_id: id, flush, close_context, close_socket, voice_settings } = message;
    if (close_socket) return this.socket.close(1000);
    const refusal = this.emulator.refusalOf(this.headers);
    if (refusal) return this.#refuse(refusal, id);
    // The vendor accepts them only in the first message of a connection.
    if (voice_settings !== undefined && this.#messages > 0) {
      return this.socket.close(
        1008,
        'voice_settings field must be provided in the first message and then either be not provided or not change.',
      );
    }
    if (voice_settings !== undefined) this.emulator.voiceSettings.push(voice_settings);
    this.#messages++;
    if (typeof id !== 'string') return;
    if (close_context) return void this.#contexts.get(id)?.queue.then(() => this.#finish(id));
    const context = this.#contexts.get(id) ?? this.#open(id);
    if (!context || typeof text !== 'string' || text.trim() === '' || !flush) return;
    const { model_id = '', ...details } = Object.fromEntries(this.#query);
    this.emulator.recordText(text.trim(), this.#voice, model_id, details);
    clearTimeout(context.inactivity);
    context.queue = context.queue.then(() => this.#speak(id, context, text.trimEnd()));
    const { inactivityMs } = this.emulator;
    if (inactivityMs > 0) context.inactivity = setTimeout(() => this.#finish(id), inactivityMs).unref();
  }

  #open(id: string): Context | undefined {
    if (this.#contexts.size >= MAX_CONTEXTS) {
      this.socket.close(1008, 'max_active_conversations: Maximum simultaneous contexts exceeded (5)');
      return undefined;
    }
    const context: Context = { queue: Promise.resolve(), cancelled: false, inactivity: undefined };
    this.#contexts.set(id, context);
    this.emulator.busy++;
    this.emulator.mostContexts = Math.max(this.emulator.mostContexts, this.#contexts.size);
    return context;
  }

  /** The times of a frame count from its own first sample; a word may span frames. */
  async #speak(id: string, context: Context, text: string): Promise<void> {
    const { emulator } = this;
    const { msPerCharacter } = emulator;
    if (emulator.misbehave === 'stall') return;
    if (emulator.misbehave === 'malformed') return this.#sendRaw('{"audio": ');
    const sampleRateHz = Number(this.#query.get('output_format')?.replace('pcm_', ''));
    let at = 0;
    const spoken = `${text} `;
    for await (const frame of emulator.framesOf(text, sampleRateHz)) {
      if (context.cancelled) return;
      const from = Math.round(at / msPerCharacter);
      const startMs = at;
      at += (frame.length * 1_000) / sampleRateHz;
      const last = Math.round(at / msPerCharacter) >= text.length;
      const chars = [...spoken.slice(from, last ? undefined : Math.round(at / msPerCharacter))];
      const alignment = {
        chars,
        charStartTimesMs: chars.map((_, i) => Math.round((from + i) * msPerCharacter - startMs)),
        charDurationsMs: chars.map(() => msPerCharacter),
      };
      const audio = Buffer.from(pcmToBytes(frame)).toString('base64');
      this.#send({ audio, contextId: id, alignment, normalizedAlignment: alignment, isFinal: null });
      if (emulator.misbehave === 'drop') return emulator.server.dropConnections();
    }
  }

  #finish(id: string): void {
    if (this.emulator.misbehave === 'stall' || this.emulator.misbehave === 'endless') return;
    const finish = () => {
      this.#send({ isFinal: true, contextId: id, audio: null });
      this.#forget(id);
    };
    if (this.emulator.finalDelayMs === 0) finish();
    else setTimeout(finish, this.emulator.finalDelayMs).unref();
  }

  #forget(id: string): void {
    const context = this.#contexts.get(id);
    if (!context) return;
    context.cancelled = true;
    clearTimeout(context.inactivity);
    this.#contexts.delete(id);
    this.emulator.busy--;
  }

  #refuse(refusal: TtsRefusal, contextId: unknown): void {
    const { detail, message } = REFUSALS[refusal];
    // Only the reason of the close reports a refused key.
    if (refusal !== 'wrong_key') this.#send({ message, error: detail, code: 1008, contextId });
    this.socket.close(1008, message);
  }

  #send(frame: Record<string, unknown>): void {
    this.#sendRaw(JSON.stringify({ ...frame, modelLatencyMs: 71 }));
  }

  #sendRaw(data: string): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(data);
  }
}

const REFUSALS: Record<TtsRefusal, { status: number; detail: string; message: string }> = {
  wrong_key: { status: 401, detail: 'invalid_api_key', message: 'Invalid API key' },
  no_credit: {
    status: 401,
    detail: 'quota_exceeded',
    message: 'This request exceeds your quota of 10000. You have 4 credits remaining, while 23 are required.',
  },
  rate_limited: {
    status: 429,
    detail: 'too_many_concurrent_requests',
    message: 'Too many concurrent requests. Your plan allows 4.',
  },
  unknown_model: {
    status: 400,
    detail: 'model_not_found',
    message: "A model with model ID eleven_unknown does not exist or can't be used.",
  },
  unknown_voice: {
    status: 404,
    detail: 'voice_id_does_not_exist',
    message: 'A voice with the voice_id unknown does not exist.',
  },
};
