import { isLoopbackUrl } from '../../../common/net/loopback.js';
import type OpenAI from 'openai';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { requireKey } from '../../../provider-kit/errors/vendor.js';
import { createHttpClient } from '../../../provider-kit/http-agent.js';
import { Tts, type TtsChunk, type TtsOptions } from '../../tts.port.js';
import { speedOf, type SpeakingRates } from '../../speaking-rate.js';
import { checkConnection } from './check-connection.js';
import { readPcmBody } from './pcm-body.js';
import { speakByClause } from './speak-by-clause.js';

export interface OpenAiSpeechSettings {
  vendor: Vendor;
  /** The address of the API with its version, such as `http://127.0.0.1:8880/v1`. */
  baseURL: string;
  apiKey: string | undefined;
  model: string;
  /** Default voice id, for answers that name none. */
  voice: string;
  speed: number | undefined;
  instructions: string | undefined;
  /** The sample rate of the server's raw PCM. */
  sampleRateHz: number;
}

/** The bounds of the API. */
const RATES: SpeakingRates = { min: 0.25, max: 4 };

/** `audio/speech` of OpenAI's API: one request per clause, answered with a stream of raw PCM. */
export class OpenAiSpeech extends Tts implements OnModuleDestroy {
  readonly name: string;
  readonly sampleRateHz: number;
  readonly #http = createHttpClient();
  #client: Promise<OpenAI> | undefined;

  constructor(private readonly settings: OpenAiSpeechSettings) {
    super();
    this.name = settings.vendor.provider;
    this.sampleRateHz = settings.sampleRateHz;
  }

  override get isLocal(): boolean {
    return isLoopbackUrl(this.settings.baseURL);
  }

  override get speakingRates(): SpeakingRates {
    return RATES;
  }

  async warmUp(): Promise<void> {
    await this.#load();
  }

  override async connect(signal: AbortSignal): Promise<void> {
    const client = await this.#load();
    if (this.#http.hasIdleConnection(this.settings.baseURL)) return;
    await checkConnection(this.settings.vendor, () => client.models.list({ signal }));
  }

  synthesize(
    clauses: AsyncIterable<string>,
    { voice = this.settings.voice, speakingRate, signal }: TtsOptions,
  ): AsyncGenerator<TtsChunk, void, undefined> {
    const { vendor, model, sampleRateHz } = this.settings;
    const speed = speedOf(RATES, this.settings.speed, speakingRate);
    return speakByClause({
      clauses,
      sampleRateHz,
      signal,
      vendor,
      errorOptions: { model, voice },
      request: (text, requestSignal) => this.#request(text, voice, speed, requestSignal),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.#http.close();
  }

  async #request(
    input: string,
    voice: string,
    speed: number | undefined,
    signal: AbortSignal,
  ): Promise<AsyncIterable<TtsChunk>> {
    const { model, instructions } = this.settings;
    const client = await this.#load();
    const response = await client.audio.speech.create(
      {
        model,
        voice,
        input,
        response_format: 'pcm',
        ...(speed !== undefined && { speed }),
        ...(instructions !== undefined && { instructions }),
      },
      { signal },
    );
    return readPcmBody(response.body, response.headers.get('content-type'));
  }

  async #load(): Promise<OpenAI> {
    const { vendor, apiKey, baseURL } = this.settings;
    requireKey(vendor, apiKey);
    // Loaded when needed: it takes 30 MB.
    return (this.#client ??= import('openai').then(
      ({ default: Client }) =>
        new Client({
          baseURL,
          // The package requires a key; a server without keys ignores it.
          apiKey: apiKey ?? 'none',
          // Set explicitly, so that the package does not send the environment's values to this address.
          organization: null,
          project: null,
          maxRetries: 0,
          logLevel: 'off',
          fetch: this.#http.fetch,
        }),
    ));
  }
}
