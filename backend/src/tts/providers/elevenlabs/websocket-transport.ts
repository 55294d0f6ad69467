import { requireKey } from '../../../provider-kit/errors/vendor.js';
import { speakOnSocket } from '../../adapter/socket/speak-on-socket.js';
import { SocketPool } from '../../adapter/socket/socket-pool.js';
import type { NextSpeech, TtsChunk, TtsOptions } from '../../tts.port.js';
import type { ElevenLabsContext } from './elevenlabs-context.js';
import { ElevenLabsSocket } from './elevenlabs-socket.js';
import { languageCode, type ElevenLabsTransport, type TransportSettings } from './transport.js';

/** ElevenLabs closes a context that got no text for this long; its longest setting. */
const INACTIVITY_TIMEOUT_S = 180;

const POOL_LIMITS = {
  // ElevenLabs closes a connection with more.
  answersPerSocket: 5,
  idleSockets: 4,
  idleMs: 150_000,
};

/** A refused key is reported within a round trip or two. */
const PROBE_MS = 1_500;

/** `multi-stream-input`: each answer is a context on a WebSocket that stays open between answers. */
export class WebSocketTransport implements ElevenLabsTransport {
  readonly #pool = new SocketPool<ElevenLabsSocket>(POOL_LIMITS);

  constructor(private readonly settings: TransportSettings) {}

  async warmUp(): Promise<void> {
    requireKey(this.settings.vendor, this.settings.apiKey);
    await import('ws');
  }

  async connect(
    _signal: AbortSignal,
    { voice = this.settings.voice, language = 'en' }: NextSpeech = {},
  ): Promise<void> {
    if (!this.#pool.hasOpen(this.#url(voice, language))) await this.#probe(voice, language);
  }

  speak(
    clauses: AsyncIterable<string>,
    { voice = this.settings.voice, language, signal }: TtsOptions,
  ): AsyncGenerator<TtsChunk, void, undefined> {
    return speakOnSocket(this.settings.vendor, clauses, () => this.#begin(voice, language), signal);
  }

  close(): void {
    this.#pool.close();
  }

  /** Opens and closes a context without text: only then does ElevenLabs check key and voice. */
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
    requireKey(vendor, apiKey);
    const url = this.#url(voice, language);
    const { socket, release } = await this.#pool.lease(url, (signal) =>
      ElevenLabsSocket.open({ vendor, url, apiKey, voice, settings: voiceSettings }, signal),
    );
    return socket.begin(sampleRateHz, release);
  }

  /** Also the pool's key, because it has all settings of a connection. */
  #url(voice: string, language: string): string {
    const { baseURL, model, sampleRateHz } = this.settings;
    const base = baseURL.replace(/^http/, 'ws').replace(/\/$/, '');
    const code = languageCode(model, language);
    const query = new URLSearchParams({
      model_id: model,
      output_format: `pcm_${sampleRateHz}`,
      // Speaks each clause as it comes, without buffering text first.
      auto_mode: 'true',
      sync_alignment: 'true',
      inactivity_timeout: String(INACTIVITY_TIMEOUT_S),
      ...(code && { language_code: code }),
    });
    return `${base}/v1/text-to-speech/${encodeURIComponent(voice)}/multi-stream-input?${query}`;
  }
}
