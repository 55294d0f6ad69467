import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { LoopbackHandlers, Refusal } from '../../loopback-server.js';
import type { SpeechDecoder } from './synthetic-speech.js';
import { SttEmulator, type SttRefusal } from './stt-emulator.js';

const ID = '00000000-0000-4000-8000-000000000000';

/** Silence after which Flux is quite sure, and very sure, that a turn ended. */
const EAGER_MS = 200;
const END_MS = 400;

/** Audio between two messages if nothing else is to be said: Flux as documented, and Nova. */
const UPDATE_SECONDS = 0.25;
const INTERIM_SECONDS = 1;

/** Deepgram's limit for all key terms. */
const MAX_KEYTERM_TOKENS = 500;

const REFUSALS: Record<SttRefusal, [status: number, code: string, message: string]> = {
  wrong_key: [401, 'INVALID_AUTH', 'Invalid credentials.'],
  no_credit: [402, 'ASR_PAYMENT_REQUIRED', 'Project does not have enough credits for an ASR request.'],
  rate_limited: [429, 'TOO_MANY_REQUESTS', 'Too many requests. Please try again later.'],
  unknown_model: [400, 'Bad Request', 'Bad Request: No such model/language/tier combination found.'],
};

/** Deepgram's `/v1/listen` (Nova), `/v2/listen` (Flux) and `/v1/models`. */
export class DeepgramListenEmulator extends SttEmulator {
  /** KeepAlive messages so far. */
  keepAlives = 0;
  /** Whether it answers a Finalize with no words left. The real API does not always. */
  answersEmptyFinalize = true;
  /** Whether Nova sends words before it is asked to finish. The real API may not. */
  sendsInterim = true;
  /** Whether Flux's ForceEndTurn is enabled for the account. */
  takesForceEndTurn = true;
  /** ForceEndTurn messages so far. */
  forcedEnds = 0;
  /**
   * How it refuses names: older and regional servers send an `Error`, after which Flux closes, and a server that has got too
   * many only closes.
   */
  refusesNamesBy: 'ConfigureFailure' | 'Error' | 'Error and close' | 'close' = 'ConfigureFailure';

  get baseURL(): string {
    return `ws://${this.server.address}`;
  }

  protected handlers(): LoopbackHandlers {
    return {
      refuse: (request, url) => this.#refuse(request, url),
      socket: (socket, _request, url) => {
        if (url.pathname === '/v2/listen') this.#flux(socket);
        else this.#nova(socket);
      },
      http: (request, response, url) => {
        this.note(request, url);
        const refusal = this.refusal(keyOf(request));
        const [status] = refusal ? REFUSALS[refusal] : [url.pathname === '/v1/models' ? 200 : 404];
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(MODELS));
      },
    };
  }

  #refuse(request: IncomingMessage, url: URL): Refusal | undefined {
    this.note(request, url);
    if (!['/v1/listen', '/v2/listen'].includes(url.pathname)) return { status: 404 };
    const refusal = this.refusal(keyOf(request));
    if (!refusal) return undefined;
    const [status, err_code, err_msg] = REFUSALS[refusal];
    const body = JSON.stringify({ err_code, err_msg, request_id: ID });
    return { status, headers: { 'dg-error': err_msg, 'dg-request-id': ID }, body };
  }

  #nova(socket: WebSocket): void {
    const decoder = this.createDecoder(16_000);
    let spoken = 0;
    let finalSeconds = 0;
    let sentSeconds = 0;
    const results = (
      transcript: string,
      isFinal: boolean,
      fromFinalize: boolean,
      start = finalSeconds,
      end = decoder.seconds,
    ) => {
      sentSeconds = decoder.seconds;
      this.sendWords(socket, {
        type: 'Results',
        channel_index: [0, 1],
        duration: end - start,
        start,
        is_final: isFinal,
        speech_final: isFinal && !fromFinalize,
        from_finalize: fromFinalize,
        // The real API sends an empty list now and then.
        channel: {
          alternatives:
            this.dropsFinalWords && transcript === ''
              ? []
              : [{ transcript, confidence: 0.98, words: [], languages: ['en'] }],
        },
        metadata: {
          request_id: ID,
          model_info: { name: 'emulated', version: '1', arch: 'nova' },
          model_uuid: ID,
        },
        not_known_yet: { nested: true },
      });
    };
    /** The words so far are final. */
    const take = () => {
      const taken = [decoder.take(), finalSeconds, decoder.seconds] as const;
      finalSeconds = decoder.seconds;
      spoken = 0;
      return taken;
    };
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        this.audioAt = performance.now();
        decoder.decode(data);
        const isNews = decoder.words.length > spoken;
        spoken = decoder.words.length;
        if (!this.sendsInterim) return;
        if (isNews || decoder.seconds - sentSeconds >= INTERIM_SECONDS)
          results(decoder.words.join(' '), false, false);
        return;
      }
      const { type, keyterms } = JSON.parse(data.toString()) as { type: string; keyterms?: unknown };
      if (type === 'KeepAlive') this.keepAlives++;
      else if (type === 'Configure') this.#configure(socket, keyterms);
      else if (type === 'Finalize') {
        const [text, start, end] = take();
        if (text === '' && !this.answersEmptyFinalize) return;
        this.later(socket, () => results(this.finalWords(text), true, true, start, end));
      } else if (type === 'CloseStream') {
        const [text, start, end] = take();
        if (text !== '') results(text, true, false, start, end);
        if (this.misbehave === 'stall') return;
        socket.send(
          JSON.stringify({ type: 'Metadata', request_id: ID, duration: decoder.seconds, channels: 1 }),
        );
        socket.close(1000);
      }
    });
  }

  /** The same for Nova and Flux. */
  #configure(socket: WebSocket, keyterms: unknown): void {
    if (!Array.isArray(keyterms) || !keyterms.every((term) => typeof term === 'string'))
      return socket.close(1008);
    this.noteUpdate(keyterms);
    const answer = (frame: object) =>
      socket.send(JSON.stringify({ request_id: ID, sequence_id: 1, ...frame }));
    // An update over the limit stops the transcription.
    if (tokensAtLeast(keyterms) > MAX_KEYTERM_TOKENS) return void socket.removeAllListeners('message');
    if (!this.refusesNames) return answer({ type: 'ConfigureSuccess', keyterms, thresholds: {} });
    if (this.refusesNamesBy === 'ConfigureFailure') return answer({ type: 'ConfigureFailure' });
    if (this.refusesNamesBy === 'close') return socket.close(1011);
    const description = `Keyterms are not supported: ${keyterms.join(', ')}`;
    answer({ type: 'Error', code: 'KeytermsNotSupported', description });
    if (this.refusesNamesBy === 'Error and close') socket.close(1008);
  }

  #flux(socket: WebSocket): void {
    const decoder = this.createDecoder(16_000);
    const turn: Turn = { index: 0, words: 0, eager: false, sentSeconds: 0 };
    let sequence = 0;
    const info = (event: string, transcript: string, trigger = 'model') => {
      turn.sentSeconds = decoder.seconds;
      this.sendWords(socket, {
        type: 'TurnInfo',
        request_id: ID,
        sequence_id: ++sequence,
        event,
        turn_index: turn.index,
        audio_window_start: 0,
        audio_window_end: decoder.seconds,
        transcript,
        words: transcript.split(' ').map((word) => ({ word, confidence: 0.9 })),
        end_of_turn_confidence: event === 'EndOfTurn' ? 0.9 : 0.4,
        ...(event === 'EndOfTurn' && { trigger }),
        not_known_yet: 1,
      });
    };
    socket.send(JSON.stringify({ type: 'Connected', request_id: ID, sequence_id: 0 }));
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        this.audioAt = performance.now();
        decoder.decode(data);
        return this.#followTurn(decoder, turn, info, socket);
      }
      const { type, keyterms } = JSON.parse(data.toString()) as { type: string; keyterms?: unknown };
      if (type === 'Configure') return this.#configure(socket, keyterms);
      if (type === 'CloseStream') {
        if (this.misbehave === 'stall') return;
        // It does not end the turn.
        info('Update', decoder.take());
        return socket.close(1000);
      }
      if (type === 'ForceEndTurn' && this.takesForceEndTurn) {
        this.forcedEnds++;
        if (turn.words > 0) this.#endTurn(decoder, turn, (text) => info('EndOfTurn', text, 'manual'), socket);
        return;
      }
      // Like the real server for unknown messages, including KeepAlive.
      socket.send(
        JSON.stringify({
          type: 'Error',
          sequence_id: ++sequence,
          code: 'UNPARSABLE_CLIENT_MESSAGE',
          description: '',
        }),
      );
      socket.close(1008);
    });
  }

  #followTurn(
    decoder: SpeechDecoder,
    turn: Turn,
    info: (event: string, transcript: string) => void,
    socket: WebSocket,
  ): void {
    const text = decoder.words.join(' ');
    if (decoder.words.length > turn.words) {
      if (turn.words === 0) info('StartOfTurn', '');
      if (turn.eager) info('TurnResumed', text);
      turn.words = decoder.words.length;
      turn.eager = false;
      info('Update', text);
    }
    if (turn.words > 0 && !turn.eager && decoder.silentMs >= EAGER_MS) {
      turn.eager = true;
      info('EagerEndOfTurn', text);
    }
    if (turn.words > 0 && decoder.silentMs >= END_MS)
      return this.#endTurn(decoder, turn, (final) => info('EndOfTurn', this.finalWords(final)), socket);
    if (decoder.seconds - turn.sentSeconds >= UPDATE_SECONDS) info('Update', text);
  }

  #endTurn(decoder: SpeechDecoder, turn: Turn, send: (text: string) => void, socket: WebSocket): void {
    const text = decoder.take();
    turn.words = 0;
    turn.eager = false;
    this.later(socket, () => {
      send(text);
      turn.index++;
    });
  }
}

/** Flux's state of the turn. */
interface Turn {
  index: number;
  words: number;
  eager: boolean;
  /** The audio it had at its last message. */
  sentSeconds: number;
}

/** A token has hardly more than four letters on average. */
const tokensAtLeast = (keyterms: readonly string[]): number => keyterms.join(' ').length / 4;

const keyOf = (request: IncomingMessage): string | undefined =>
  /^Token (.+)$/.exec(request.headers.authorization ?? '')?.[1];

const MODELS = {
  stt: [
    { name: '3-general', canonical_name: 'nova-3-general', languages: ['en'], streaming: true, batch: true },
    { name: 'old', canonical_name: 'whisper', languages: ['en'], streaming: false, batch: true },
  ],
  tts: [],
  not_known_yet: true,
};
