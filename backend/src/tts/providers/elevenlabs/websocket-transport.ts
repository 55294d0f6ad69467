import { speakOnSocket } from '../../adapter/socket/speak-on-socket.js';
import { SocketPool } from '../../adapter/socket/socket-pool.js';
import { untilAborted } from '../../../common/streams/until-aborted.js';
import type { NextSpeech, TtsChunk, TtsOptions } from '../../tts.port.js';
import type { ElevenLabsContext } from './elevenlabs-context.js';
import { ElevenLabsSocket } from './elevenlabs-socket.js';
import { languageCode, type ElevenLabsTransport, type TransportSettings } from './transport.js';

/** The vendor closes what is silent for longer; the most it allows. */
const INACTIVITY_TIMEOUT_S = 180;

const POOL_LIMITS = {
  // More are answered with a closed connection.
  answersPerSocket: 5,
  idleSockets: 4,
  idleMs: 150_000,
};

/** A key that is refused is refused within a round trip or two. */
const PROBE_MS = 1_500;

/** `multi-stream-input`: each answer is a context on a WebSocket that stays open between answers. */
export class WebSocketTransport implements ElevenLabsTransport {
  readonly #pool = new SocketPool<ElevenLabsSocket>(POOL_LIMITS);

  constructor(private readonly settings: TransportSettings) {}

  async warmUp(): Promise<void> {
    await import('ws');
  }

  async connect(
    signal: AbortSignal,
    { voice = this.settings.voice, language = 'en' }: NextSpeech = {},
  ): Promise<void> {
    if (!this.#pool.hasOpen(this.#url(voice, language)))
      await untilAborted(this.#probe(voice, language), signal);
  }

  speak(
    pieces: AsyncIterable<string>,
    { voice = this.settings.voice, language, signal }: TtsOptions,
  ): AsyncIterable<TtsChunk> {
    return speakOnSocket(pieces, () => this.#begin(voice, language), signal);
  }

  close(): void {
    this.#pool.close();
  }

  /** Opens and closes a context without text: the first thing at which ElevenLabs looks at key and voice. */
  async #probe(voice: string, language: string): Promise<void> {
    const context = await this.#begin(voice, language);
    try {
      await context.probe(PROBE_MS);
    } finally {
      context.cancel();
    }
  }

  async #begin(voice: string, language: string): Promise<ElevenLabsContext> {
    const { vendor, apiKey, voiceSettings, sampleRateHz } = this.settings;
    const url = this.#url(voice, language);
    const { socket, release } = await this.#pool.lease(url, (signal) =>
      ElevenLabsSocket.open({ vendor, url, apiKey, voice, settings: voiceSettings }, signal),
    );
    return socket.begin(sampleRateHz, release);
  }

  /** Also tells connections apart: everything that is settled for a whole connection stands in it. */
  #url(voice: string, language: string): string {
    const { baseURL, model, sampleRateHz } = this.settings;
    const base = baseURL.replace(/^http/, 'ws').replace(/\/$/, '');
    const code = languageCode(model, language);
    const query = new URLSearchParams({
      model_id: model,
      output_format: `pcm_${sampleRateHz}`,
      // Speaks each clause as it comes rather than gather text first.
      auto_mode: 'true',
      sync_alignment: 'true',
      inactivity_timeout: String(INACTIVITY_TIMEOUT_S),
      ...(code && { language_code: code }),
    });
    return `${base}/v1/text-to-speech/${encodeURIComponent(voice)}/multi-stream-input?${query}`;
  }
}
