import type { IncomingHttpHeaders } from 'node:http';
import type { RawData, WebSocket } from 'ws';
import { pcmToBytes } from '#audio';
import type { LoopbackHandlers } from '../../loopback-server.js';
import { emulatedWords, TtsEmulator, type TtsRefusal } from './tts-emulator.js';

/** Cartesia's `/tts/websocket` and its list of voices. */
export class CartesiaEmulator extends TtsEmulator {
  /** A context expires this long after its last audio. */
  expiryMs = 1_000;
  /** How many contexts were opened. */
  contexts = 0;

  get baseURL(): string {
    return `http://${this.server.address}`;
  }

  protected handlers(): LoopbackHandlers {
    return {
      http: (_, response, url) => {
        const found = url.pathname === '/voices';
        const voice = (id: string) => ({ id, name: id, description: '', language: 'en', is_public: true });
        const body = found ? { data: [voice('voice-one'), voice('voice-two')], has_more: false } : {};
        response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      },
      refuse: (request) => (this.refusalOf(request.headers) === 'wrong_key' ? 401 : undefined),
      socket: (socket, request) => new Connection(this, socket, request.headers),
    };
  }

  // For its connections.
  refusalOf({ authorization }: IncomingHttpHeaders): TtsRefusal | undefined {
    return this.refusal(authorization?.replace(/^Bearer /, ''));
  }

  recordText(text: string, voice: string, model: string, details: Record<string, unknown>): void {
    this.record({ text, voice, model, details });
  }

  framesOf(text: string, sampleRateHz: number): AsyncGenerator<Int16Array> {
    return this.frames(text, sampleRateHz);
  }
}

interface Context {
  id: string;
  /** Speaks the texts one after the other. */
  queue: Promise<void>;
  over: boolean;
  flushId: number;
  /** Duration of its speech so far: word times count from the context's beginning. */
  spokenMs: number;
  expiry: NodeJS.Timeout | undefined;
}

interface Input {
  context_id: string;
  transcript: string;
  model_id: string;
  voice: { id: string };
  output_format: { sample_rate: number };
  continue?: boolean;
  flush?: boolean;
  cancel?: boolean;
  [key: string]: unknown;
}

class Connection {
  readonly #contexts = new Map<string, Context>();
  readonly #expired = new Set<string>();

  constructor(
    private readonly emulator: CartesiaEmulator,
    private readonly socket: WebSocket,
    private readonly headers: IncomingHttpHeaders,
  ) {
    socket.on('message', (data: RawData) =>
      this.#onInput(JSON.parse((data as Buffer).toString('utf8')) as Input),
    );
    socket.on('close', () => {
      for (const context of [...this.#contexts.values()]) this.#end(context);
    });
  }

  #onInput(input: Input): void {
    const { context_id: id, transcript, voice, model_id, ...details } = input;
    const refusal = this.emulator.refusalOf(this.headers);
    if (refusal) return this.#sendError(id, REFUSALS[refusal]);
    if (input.cancel) {
      const cancelled = this.#contexts.get(id);
      if (cancelled) this.#end(cancelled);
      return;
    }
    if (this.#expired.has(id)) return this.#sendError(id, [400, 'context_expired', 'Context has expired']);
    const context = this.#contexts.get(id) ?? this.#open(id);
    clearTimeout(context.expiry);
    if (transcript.trim() !== '') {
      this.emulator.recordText(transcript.trim(), voice.id, model_id, details);
      context.queue = context.queue.then(() =>
        this.#speak(context, transcript.trimEnd(), input.output_format.sample_rate),
      );
    }
    if (input.flush) context.queue = context.queue.then(() => this.#flush(context));
    if (!input.continue) context.queue = context.queue.then(() => this.#finish(context));
  }

  #open(id: string): Context {
    const context: Context = {
      id,
      queue: Promise.resolve(),
      over: false,
      flushId: 1,
      spokenMs: 0,
      expiry: undefined,
    };
    this.#contexts.set(id, context);
    this.emulator.contexts++;
    this.emulator.busy++;
    return context;
  }

  async #speak(context: Context, text: string, sampleRateHz: number): Promise<void> {
    const { emulator } = this;
    if (emulator.misbehave === 'stall' || context.over) return;
    if (emulator.misbehave === 'malformed') return this.#send(context, { type: 'chunk', done: false });
    const words = emulatedWords(text, emulator.msPerCharacter);
    const seconds = (ms: number) => (context.spokenMs + ms) / 1_000;
    this.#send(context, {
      type: 'timestamps',
      word_timestamps: {
        words: words.map(({ word }) => word),
        start: words.map(({ startMs }) => seconds(startMs)),
        end: words.map(({ endMs }) => seconds(endMs)),
      },
    });
    for await (const frame of emulator.framesOf(text, sampleRateHz)) {
      if (context.over) return;
      const data = Buffer.from(pcmToBytes(frame)).toString('base64');
      this.#send(context, { type: 'chunk', data, step_time: 12.3, flush_id: context.flushId });
      if (emulator.misbehave === 'drop') return emulator.server.dropConnections();
    }
    context.spokenMs += text.length * emulator.msPerCharacter;
  }

  /** Whether it never says that its audio is complete. */
  get #hidesEnds(): boolean {
    return this.emulator.misbehave === 'stall' || this.emulator.misbehave === 'endless';
  }

  #flush(context: Context): void {
    if (context.over || this.#hidesEnds) return;
    this.#send(context, { type: 'flush_done', flush_done: true, flush_id: context.flushId });
    context.flushId++;
    context.expiry = setTimeout(() => this.#finish(context), this.emulator.expiryMs).unref();
  }

  #finish(context: Context): void {
    if (context.over || this.#hidesEnds) return;
    this.#send(context, { type: 'done', done: true });
    this.#expired.add(context.id);
    this.#end(context);
  }

  #end(context: Context): void {
    if (context.over) return;
    context.over = true;
    clearTimeout(context.expiry);
    this.#contexts.delete(context.id);
    this.emulator.busy--;
  }

  #send({ id }: Context, event: Record<string, unknown>): void {
    const frame = { done: false, status_code: 206, context_id: id, ...event, region: 'emulated' };
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  #sendError(id: string, [status_code, error_code, message]: (typeof REFUSALS)[TtsRefusal]): void {
    this.socket.send(
      JSON.stringify({
        type: 'error',
        done: true,
        status_code,
        error_code,
        title: message,
        message: `${message}.`,
        request_id: '00000000-0000-0000-0000-000000000000',
        context_id: id,
      }),
    );
  }
}

const REFUSALS: Record<TtsRefusal, readonly [status: number, code: string, message: string]> = {
  // Sent as the status of the handshake.
  wrong_key: [401, 'unauthorized', 'Invalid API key'],
  no_credit: [402, 'quota_exceeded', 'You have run out of credits'],
  rate_limited: [429, 'concurrency_limited', 'Too many concurrent requests'],
  unknown_model: [404, 'model_not_found', 'Invalid model'],
  unknown_voice: [404, 'voice_not_found', 'Voice not found'],
};
