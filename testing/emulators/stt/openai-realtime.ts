import type { WebSocket } from 'ws';
import type { LoopbackHandlers } from '../../loopback-server.js';
import { SttEmulator, type SttRefusal } from './stt-emulator.js';

const RATE_HZ = 24_000;
const MIN_COMMIT_MS = 100;

const REFUSALS: Record<SttRefusal, { type: string; code: string; param?: string; message: string }> = {
  wrong_key: {
    type: 'invalid_request_error',
    code: 'invalid_api_key',
    message: 'Incorrect API key provided: sk-secret. You can find your API key at the dashboard.',
  },
  no_credit: { type: 'insufficient_quota', code: 'insufficient_quota', message: 'You exceeded your quota.' },
  rate_limited: { type: 'requests', code: 'rate_limit_exceeded', message: 'Rate limit reached.' },
  unknown_model: {
    type: 'invalid_request_error',
    code: 'model_not_found',
    message: 'The model does not exist or you do not have access to it.',
  },
};

/** OpenAI's Realtime API for transcription sessions. The package uses only TLS. */
export class OpenAiRealtimeEmulator extends SttEmulator {
  /** The session as it was configured last. */
  session: Record<string, unknown> | undefined;
  /** Samples of each commit. Only the latest commits are kept. */
  readonly commits: number[] = [];

  get baseURL(): string {
    return `https://${this.server.address}/v1`;
  }

  protected handlers(): LoopbackHandlers {
    return {
      // The server also has the list of the account's models.
      http: (request, response, url) => {
        this.note(request, url);
        const refusal = this.refusal(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]);
        const data = ['gpt-5', 'gpt-live-transcribe', 'whisper-1'].map((id) => ({ id, object: 'model' }));
        const found = url.pathname === '/v1/models' ? 200 : 404;
        response.writeHead(refusal ? 401 : found, { 'content-type': 'application/json' });
        response.end(JSON.stringify(refusal ? { error: REFUSALS[refusal] } : { object: 'list', data }));
      },
      refuse: (request, url) => {
        this.note(request, url);
        return url.pathname === '/v1/realtime' && url.searchParams.get('intent') === 'transcription'
          ? undefined
          : 404;
      },
      socket: (socket, request) => {
        // The key is checked after the handshake.
        const refusal = this.refusal(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]);
        if (refusal && refusal !== 'unknown_model') {
          const error = REFUSALS[refusal];
          send(socket, { type: 'error', error: { param: null, event_id: null, ...error } });
          return socket.close(3000, `${error.type}.${error.code}`);
        }
        this.#serve(socket, refusal === 'unknown_model');
      },
    };
  }

  #serve(socket: WebSocket, refusesModel: boolean): void {
    const decoder = this.createDecoder(RATE_HZ);
    let item = 0;
    let spoken = 0;
    let committedAt = 0;
    let isConfigured = false;
    const itemId = () => `item_${item}`;
    send(socket, {
      type: 'session.created',
      session: { type: 'transcription', id: 'sess_1', not_known_yet: 1 },
    });
    const append = (audio: string) => {
      this.audioAt = performance.now();
      decoder.decode(Buffer.from(audio, 'base64'));
      while (spoken < decoder.words.length) {
        const delta = `${spoken === 0 ? '' : ' '}${decoder.words[spoken++]!}`;
        this.sendWords(socket, {
          ...frame('conversation.item.input_audio_transcription.delta'),
          item_id: itemId(),
          content_index: 0,
          delta,
          logprobs: null,
        });
      }
    };
    const commit = () => {
      const samples = decoder.samples - committedAt;
      committedAt = decoder.samples;
      if ((samples * 1_000) / RATE_HZ < MIN_COMMIT_MS) {
        const message =
          'Error committing input audio buffer: buffer too small. Expected at least 100ms of audio.';
        return send(socket, {
          type: 'error',
          error: {
            type: 'invalid_request_error',
            code: 'input_audio_buffer_commit_empty',
            message,
            param: null,
          },
        });
      }
      this.commits.push(samples);
      if (this.commits.length > 1_000) this.commits.shift();
      const id = itemId();
      const previous = item === 0 ? null : `item_${item - 1}`;
      item++;
      spoken = 0;
      const transcript = this.finalWords(decoder.take());
      send(socket, { ...frame('input_audio_buffer.committed'), item_id: id, previous_item_id: previous });
      this.later(socket, () =>
        this.sendWords(socket, {
          ...frame('conversation.item.input_audio_transcription.completed'),
          item_id: id,
          content_index: 0,
          transcript,
          usage: { type: 'duration', seconds: samples / RATE_HZ },
          not_known_yet: [],
        }),
      );
    };
    socket.on('message', (data: Buffer) => {
      const event = JSON.parse(data.toString()) as {
        type: string;
        event_id?: string;
        audio?: string;
        session?: Record<string, unknown>;
      };
      switch (event.type) {
        case 'session.update':
          if (isConfigured) {
            this.noteUpdate(namesIn(event.session));
            if (this.refusesNames) return send(socket, refusedUpdate(event.event_id, this.updates.at(-1)!));
          }
          isConfigured = !refusesModel;
          this.session = event.session;
          if (refusesModel)
            return send(socket, { ...frame('error'), error: { param: 'model', ...REFUSALS.unknown_model } });
          return send(socket, { ...frame('session.updated'), session: event.session });
        case 'input_audio_buffer.append':
          return append(event.audio!);
        case 'input_audio_buffer.commit':
          return commit();
        case 'input_audio_buffer.clear':
          committedAt = decoder.samples;
          decoder.take();
          spoken = 0;
          return send(socket, frame('input_audio_buffer.cleared'));
      }
    });
  }
}

function namesIn(session: unknown): string[] {
  const { transcription } = (
    session as { audio: { input: { transcription: { keywords?: string[]; prompt?: string } } } }
  ).audio.input;
  return transcription.keywords ?? [transcription.prompt ?? ''];
}

const refusedUpdate = (event_id: string | undefined, names: string[]) => ({
  type: 'error',
  error: {
    type: 'invalid_request_error',
    code: 'invalid_value',
    message: `Invalid keywords: ${names.join(', ')}`,
    param: 'session.audio.input.transcription.keywords',
    event_id: event_id ?? null,
  },
});

let events = 0;
const frame = (type: string) => ({ type, event_id: `event_${++events}` });

function send(socket: WebSocket, event: object): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ ...frame('event'), ...event }));
}
