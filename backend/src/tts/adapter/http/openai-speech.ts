import type OpenAI from 'openai';
import { createHttpClient } from '../../../provider-kit/http-agent.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { readPcmBody } from './pcm-body.js';
import { httpProblem, refusesKey } from '../http-problem.js';
import { speakByClause } from './speak-by-clause.js';
import { requireKey } from '../vendor.js';
import type { TtsChunk, TtsOptions } from '../../tts.port.js';

export interface OpenAiSpeechSettings {
  vendor: Vendor;
  baseURL: string;
  apiKey: string | undefined;
  model: string;
  /** Where an answer asks for none. */
  voice: string;
  speed: number | undefined;
  instructions: string | undefined;
  sampleRateHz: number;
}

/** `audio/speech` of OpenAI's API: a clause is a request, raw PCM is streamed back. */
export class OpenAiSpeech {
  readonly #http = createHttpClient();
  #client: Promise<OpenAI> | undefined;

  constructor(private readonly settings: OpenAiSpeechSettings) {}

  async load(): Promise<OpenAI> {
    const { vendor, apiKey, baseURL } = this.settings;
    requireKey(vendor, apiKey);
    // Loaded when needed: it costs 30 MB.
    return (this.#client ??= import('openai').then(
      ({ default: Client }) =>
        new Client({
          baseURL,
          // The package wants one; a server without keys ignores it.
          apiKey: apiKey ?? 'none',
          // Otherwise taken from the environment.
          organization: null,
          project: null,
          maxRetries: 0,
          logLevel: 'off',
          fetch: this.#http.fetch,
        }),
    ));
  }

  /** Its list of models is small, and needs a key. */
  async connect(signal: AbortSignal): Promise<void> {
    const client = await this.load();
    if (this.#http.hasIdleConnection(this.settings.baseURL)) return;
    try {
      await client.models.list({ signal });
    } catch (error) {
      if (signal.aborted) return;
      const problem = await httpProblem(this.settings.vendor, error);
      if (problem.retryable || (await refusesKey(error))) throw problem;
    }
  }

  speak(
    pieces: AsyncIterable<string>,
    { voice = this.settings.voice, signal }: TtsOptions,
  ): AsyncIterable<TtsChunk> {
    const { sampleRateHz } = this.settings;
    const speak = (text: string, pieceSignal: AbortSignal) => this.#speak(text, voice, pieceSignal);
    return speakByClause({ clauses: pieces, speak, sampleRateHz, signal });
  }

  async close(): Promise<void> {
    await this.#http.close();
  }

  async *#speak(
    input: string,
    voice: string,
    signal: AbortSignal,
  ): AsyncGenerator<TtsChunk, void, undefined> {
    const { vendor, model, speed, instructions } = this.settings;
    const client = await this.load();
    let begun = false;
    try {
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
      begun = true;
      yield* readPcmBody(response.body, response.headers.get('content-type'));
    } catch (error) {
      if (error instanceof SyntaxError) throw providerProblem(vendor, 'malformed', { cause: error });
      throw await httpProblem(vendor, error, { begun, model, voice });
    }
  }
}
