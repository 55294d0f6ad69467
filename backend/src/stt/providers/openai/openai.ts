import type OpenAI from 'openai';
import { listModels } from '../../adapter/http/list-models.js';
import type {
  Catalogue,
  ProviderContext,
  ProviderDefinition,
} from '../../../provider-kit/provider-definition.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { requireKey, vendorAt } from '../../../provider-kit/errors/vendor.js';
import { OpenAiSttOptions } from './openai-options.js';
import { REALTIME_HZ, RealtimeConnection, type RealtimeTerms } from './realtime-connection.js';
import { ownTerms, sessionRequest } from './session-request.js';
import { withinOrigin } from '../../../provider-kit/within-origin.js';
import { TermSupport } from '../../adapter/socket/term-support.js';
import type { SttConnection } from '../../adapter/socket/stt-connection.js';
import { transcribeOnSocket } from '../../adapter/socket/transcribe-on-socket.js';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';
import { throughProxy } from '../../../provider-kit/http/proxy-tunnel.js';
import { Stt, type SttEvent, type SttInput, type SttOptions } from '../../stt.port.js';

const OPENAI = {
  stage: 'stt',
  provider: 'openai',
  label: 'OpenAI',
  apiKeyEnv: 'OPENAI_API_KEY',
  keysUrl: 'https://platform.openai.com/api-keys',
  likeOpenAi: true,
} as const;

const IN_HZ = 16_000;

/** Far above any message of a transcription. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

const MODELS = ['gpt-live-transcribe', 'gpt-realtime-whisper', 'gpt-transcribe'];

const TRANSCRIBES = /transcribe|whisper/;

/** OpenAI's realtime transcription. */
export class OpenAiStt extends Stt {
  readonly name = OPENAI.provider;
  readonly #vendor: Vendor;
  readonly #termSupport: TermSupport;
  #client: OpenAI | undefined;

  constructor(
    private readonly options: OpenAiSttOptions,
    { termOf }: Pick<ProviderContext, 'termOf'> = {},
  ) {
    super();
    this.#termSupport = new TermSupport(OPENAI.label, termOf);
    this.#vendor = vendorAt(OPENAI, options.baseURL);
  }

  override get address(): string | undefined {
    return this.#vendor.address;
  }

  async warmUp(): Promise<void> {
    await Promise.all([import('openai'), import('openai/realtime/ws'), import('#audio/resampler')]);
  }

  override async connect(signal: AbortSignal): Promise<void> {
    const connection = await this.#open('en', () => undefined, signal);
    connection.terminate();
  }

  /** The account's models that can transcribe. @throws ProviderError */
  async listCatalogue(signal: AbortSignal): Promise<Catalogue> {
    const { apiKey } = this.options;
    requireKey(this.#vendor, apiKey);
    const client = await this.#createClient();
    return listModels(client, this.#vendor, apiKey, signal, (model) => TRANSCRIBES.test(model));
  }

  transcribe(input: AsyncIterable<SttInput>, { language, signal }: SttOptions): AsyncIterable<SttEvent> {
    return transcribeOnSocket((emit) => this.#open(language, emit, signal), input, signal);
  }

  async #open(
    language: string,
    emit: (event: SttEvent) => void,
    signal: AbortSignal,
  ): Promise<SttConnection> {
    const { options } = this;
    requireKey(this.#vendor, options.apiKey);
    const [client, { OpenAIRealtimeWS }, { Resampler }] = await Promise.all([
      this.#createClient(),
      import('openai/realtime/ws'),
      import('#audio/resampler'),
    ]);
    const resampler = await Resampler.create(IN_HZ, REALTIME_HZ);
    if (signal.aborted) {
      resampler.close();
      throw signal.reason;
    }
    const realtime = new OpenAIRealtimeWS(
      {
        intent: 'transcription',
        options: {
          ...throughProxy(client.baseURL.replace(/^http/, 'ws'), CONNECT_TIMEOUT_MS),
          handshakeTimeout: CONNECT_TIMEOUT_MS,
          maxPayload: MAX_MESSAGE_BYTES,
        },
      },
      client,
    );
    const session = sessionRequest(options, language);
    const connection = new RealtimeConnection(
      realtime,
      resampler,
      session,
      this.#vendor,
      options.model,
      emit,
      this.#termsIn(language),
    );
    await connection.ready(signal);
    return connection;
  }

  #termsIn(language: string): RealtimeTerms | undefined {
    const { options } = this;
    const own = options.pageNames && ownTerms(options);
    if (!own) return undefined;
    const session = (terms: readonly string[]) => sessionRequest(options, language, terms);
    return { ...own, support: this.#termSupport, session };
  }

  async #createClient(): Promise<OpenAI> {
    const { default: Client } = await import('openai');
    this.#client ??= new Client({
      // Without values the package reads these from the environment, and would send them to another server.
      baseURL: this.options.baseURL ?? 'https://api.openai.com/v1',
      apiKey: this.options.apiKey ?? 'none',
      organization: null,
      project: null,
      maxRetries: 0,
      logLevel: 'off',
      fetch: withinOrigin(globalThis.fetch),
    });
    return this.#client;
  }
}

export const openAiStt: ProviderDefinition<Stt, OpenAiSttOptions> = {
  name: OPENAI.provider,
  label: OPENAI.label,
  Options: OpenAiSttOptions,
  apiKeyEnv: OPENAI.apiKeyEnv,
  catalogue: { models: MODELS },
  listCatalogue: (options, signal) => new OpenAiStt(options).listCatalogue(signal),
  create: (options, context) => new OpenAiStt(options, context),
};
