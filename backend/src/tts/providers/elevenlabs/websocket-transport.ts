import { requireKey } from '../../../provider-kit/errors/vendor.js';
import { speakOnSocket } from '../../adapter/socket/speak-on-socket.js';
import { SocketPool } from '../../adapter/socket/socket-pool.js';
import type { NextSpeech, TtsChunk, TtsOptions } from '../../tts.port.js';
import type { ElevenLabsContext } from './elevenlabs-context.js';
import { ElevenLabsSocket, type ElevenLabsConnection } from './elevenlabs-socket.js';
import { languageCode, withRate, type ElevenLabsTransport, type TransportSettings } from './transport.js';

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

/** What a connection is opened with. `key` tells connections apart in the pool. */
interface Line extends Pick<ElevenLabsConnection, 'url' | 'voice' | 'settings'> {
  key: string;
}

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
    { voice = this.settings.voice, language = 'en', speakingRate }: NextSpeech = {},
  ): Promise<void> {
    const line = this.#line(voice, language, speakingRate);
    if (!this.#pool.hasOpen(line.key)) await this.#probe(line);
  }

  speak(
    clauses: AsyncIterable<string>,
    { voice = this.settings.voice, language, speakingRate, signal }: TtsOptions,
  ): AsyncGenerator<TtsChunk, void, undefined> {
    const begin = () => this.#begin(this.#line(voice, language, speakingRate));
    return speakOnSocket(this.settings.vendor, clauses, begin, signal);
  }

  close(): void {
    this.#pool.close();
  }

  /** Opens and closes a context without text: only then does ElevenLabs check key and voice. */
  async #probe(line: Line): Promise<void> {
    const context = await this.#begin(line);
    try {
      await context.probe(PROBE_MS);
    } finally {
      context.cancel();
    }
  }

  async #begin({ key, ...line }: Line): Promise<ElevenLabsContext> {
    const { vendor, apiKey, sampleRateHz } = this.settings;
    requireKey(vendor, apiKey);
    const { socket, release } = await this.#pool.lease(key, (signal) =>
      ElevenLabsSocket.open({ vendor, apiKey, ...line }, signal),
    );
    return socket.begin(sampleRateHz, release);
  }

  #line(voice: string, language: string, speakingRate: number | undefined): Line {
    const url = this.#url(voice, language);
    const settings = withRate(this.settings.voiceSettings, speakingRate);
    return { key: `${url} ${settings?.speed ?? ''}`, url, voice, settings };
  }

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
