import type { WebSocket } from 'ws';
import type { LoopbackHandlers } from '../../loopback-server.js';
import { SttEmulator, type SttRefusal } from './stt-emulator.js';

const RATE_HZ = 16_000;

const MAX_KEYTERMS = 100;

const REFUSALS: Record<SttRefusal, [code: number, message: string]> = {
  wrong_key: [1008, 'Unauthorized Connection: Invalid API key'],
  no_credit: [1008, 'Unauthorized Connection: Insufficient account balance'],
  rate_limited: [3009, 'Unauthorized Connection: Too many concurrent sessions'],
  unknown_model: [3006, 'Invalid speech_model'],
};

/** AssemblyAI's streaming v3. */
export class AssemblyAiEmulator extends SttEmulator {
  /** The number of audio messages with a length that the API refuses. */
  badChunks = 0;

  get baseURL(): string {
    return `ws://${this.server.address}`;
  }

  protected handlers(): LoopbackHandlers {
    return {
      refuse: (request, url) => {
        this.note(request, url);
        return url.pathname === '/v3/ws' ? undefined : 404;
      },
      socket: (socket, request) => {
        // Key and parameters are checked after the handshake.
        const refusal = this.refusal(request.headers.authorization);
        if (refusal) return endWith(socket, ...REFUSALS[refusal]);
        this.#serve(socket);
      },
    };
  }

  #serve(socket: WebSocket): void {
    const decoder = this.createDecoder(RATE_HZ);
    let order = 0;
    let spoken = 0;
    let turnStartMs = 0;
    socket.send(JSON.stringify({ type: 'Begin', id: 'session', expires_at: 0, not_known_yet: {} }));
    const turn = (words: string[], ended: boolean) => {
      const nowMs = decoder.seconds * 1_000;
      const eachMs = (nowMs - turnStartMs) / Math.max(1, words.length);
      this.sendWords(socket, {
        type: 'Turn',
        turn_order: order,
        turn_is_formatted: false,
        end_of_turn: ended,
        end_of_turn_confidence: ended ? 1 : 0.1,
        // Only final words: the last one is not final.
        transcript: (ended ? words : words.slice(0, -1)).join(' '),
        utterance: ended ? words.join(' ') : '',
        words: words.map((text, i) => ({
          text,
          start: Math.round(turnStartMs + i * eachMs),
          end: Math.round(turnStartMs + (i + 1) * eachMs),
          confidence: 0.9,
          word_is_final: ended || i < words.length - 1,
        })),
        not_known_yet: null,
      });
    };
    const end = () => {
      const text = decoder.take();
      if (text === '') return;
      turn(text.split(' '), true);
      order++;
      spoken = 0;
      turnStartMs = decoder.seconds * 1_000;
    };
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        this.audioAt = performance.now();
        const ms = (data.length / 2 / RATE_HZ) * 1_000;
        if (ms < 50 || ms > 1_000) {
          this.badChunks++;
          return endWith(socket, 3007, `Input duration violation: ${ms} ms. Expected between 50 and 1000 ms`);
        }
        if (spoken === 0 && decoder.words.length === 0) turnStartMs = decoder.seconds * 1_000;
        decoder.decode(data);
        if (decoder.words.length > spoken) {
          if (spoken === 0) socket.send(JSON.stringify({ type: 'SpeechStarted', timestamp: 0 }));
          spoken = decoder.words.length;
          turn(decoder.words, false);
        }
        return;
      }
      const message = JSON.parse(data.toString()) as { type: string; keyterms_prompt?: string[] };
      const { type, keyterms_prompt: terms = [] } = message;
      if (type === 'UpdateConfiguration') {
        this.noteUpdate(terms);
        // It does not answer an update that it accepts.
        if (this.refusesNames || terms.length > MAX_KEYTERMS)
          endWith(socket, 3006, `Invalid 'keyterms_prompt': ${terms.join(', ')}`);
      } else if (type === 'ForceEndpoint') this.later(socket, end);
      else if (type === 'Terminate') {
        end();
        if (this.misbehave === 'stall') return;
        socket.send(
          JSON.stringify({ type: 'Termination', audio_duration_seconds: 1, session_duration_seconds: 1 }),
        );
        socket.close(1000);
      } else endWith(socket, 3006, `Invalid Message Type: ${type}`);
    });
  }
}

/** Its errors come as a frame, then as the close code. */
function endWith(socket: WebSocket, error_code: number, error: string): void {
  socket.send(JSON.stringify({ type: 'Error', error_code, error }));
  socket.close(error_code, 'See Error message for details');
}
