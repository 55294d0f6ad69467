import { WebSocket } from 'ws';
import type { ProviderContext, ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { requireKey, vendorAt } from '../../../provider-kit/errors/vendor.js';
import { AssemblyAiSttOptions } from './assemblyai-options.js';
import { AssemblyAiConnection } from './assemblyai-connection.js';
import { TermSupport } from '../../adapter/socket/term-support.js';
import type { SttConnection } from '../../adapter/socket/stt-connection.js';
import { transcribeOnSocket } from '../../adapter/socket/transcribe-on-socket.js';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';
import { throughProxy } from '../../../provider-kit/http/proxy-tunnel.js';
import { VendorSocket } from '../../adapter/socket/vendor-socket.js';
import { Stt, type SttEvent, type SttInput, type SttOptions } from '../../stt.port.js';

const ASSEMBLYAI = {
  stage: 'stt',
  provider: 'assemblyai',
  label: 'AssemblyAI',
  apiKeyEnv: 'ASSEMBLYAI_API_KEY',
  keysUrl: 'https://www.assemblyai.com/app/api-keys',
} as const;

const BASE_URL = 'wss://streaming.assemblyai.com';
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

/**
 * Delays AssemblyAI's own ends of turns, because Earshot marks the end of speech: no confidence is enough, and the silence
 * is long.
 */
const OWN_TURNS = { end_of_turn_confidence_threshold: '1', max_turn_silence: '10000' };

const MODELS = [
  'universal-3-6-pro',
  'universal-3-5-pro',
  'universal-streaming-english',
  'universal-streaming-multilingual',
];

/**
 * AssemblyAI's streaming recognition. It does not use the official package (4.41), which parses frames without a guard: one
 * that is not JSON ends the process.
 */
export class AssemblyAiStt extends Stt {
  readonly name = ASSEMBLYAI.provider;
  readonly #vendor: Vendor;
  readonly #termSupport: TermSupport | undefined;

  constructor(
    private readonly options: AssemblyAiSttOptions,
    { termOf }: Pick<ProviderContext, 'termOf'> = {},
  ) {
    super();
    this.#vendor = vendorAt(ASSEMBLYAI, options.baseURL);
    if (options.pageNames) this.#termSupport = new TermSupport(ASSEMBLYAI.label, termOf);
  }

  override get address(): string | undefined {
    return this.#vendor.address;
  }

  async warmUp(): Promise<void> {}

  override async connect(signal: AbortSignal): Promise<void> {
    const connection = await this.#open('en', () => undefined, signal);
    connection.terminate();
  }

  transcribe(input: AsyncIterable<SttInput>, { language, signal }: SttOptions): AsyncIterable<SttEvent> {
    return transcribeOnSocket((emit) => this.#open(language, emit, signal), input, signal);
  }

  async #open(
    conversationLanguage: string,
    emit: (event: SttEvent) => void,
    signal: AbortSignal,
  ): Promise<SttConnection> {
    const { apiKey, baseURL, formatTurns, keyterms = [] } = this.options;
    requireKey(this.#vendor, apiKey);
    const query = queryOf(this.options, conversationLanguage);
    const url = `${(baseURL ?? BASE_URL).replace(/\/+$/, '')}/v3/ws?${query}`;
    const socket = new WebSocket(url, {
      ...throughProxy(url, CONNECT_TIMEOUT_MS),
      ...(apiKey !== undefined && { headers: { authorization: apiKey } }),
      handshakeTimeout: CONNECT_TIMEOUT_MS,
      perMessageDeflate: false,
      maxPayload: MAX_MESSAGE_BYTES,
    });
    const model = query.get('speech_model')!;
    const connection = new AssemblyAiConnection(
      { waitsForFormat: formatTurns, keyterms, termSupport: this.#termSupport },
      new VendorSocket(socket),
      this.#vendor,
      model,
      emit,
    );
    await connection.ready(signal);
    return connection;
  }
}

function queryOf(options: AssemblyAiSttOptions, conversationLanguage: string): URLSearchParams {
  const language = (options.language ?? conversationLanguage).split('-')[0]!.toLowerCase();
  const own = language === 'en' ? 'universal-streaming-english' : 'universal-streaming-multilingual';
  const model = options.model ?? own;
  const isUniversalStreaming = model.startsWith('universal-streaming');
  return new URLSearchParams({
    sample_rate: '16000',
    encoding: 'pcm_s16le',
    speech_model: model,
    ...OWN_TURNS,
    format_turns: String(options.formatTurns),
    // The other models know several languages, and accept a choice.
    ...(!isUniversalStreaming && { language_codes: JSON.stringify([language]) }),
    ...(options.keyterms && { keyterms_prompt: JSON.stringify(options.keyterms) }),
  });
}

export const assemblyAiStt: ProviderDefinition<Stt, AssemblyAiSttOptions> = {
  name: ASSEMBLYAI.provider,
  label: ASSEMBLYAI.label,
  Options: AssemblyAiSttOptions,
  apiKeyEnv: ASSEMBLYAI.apiKeyEnv,
  catalogue: { models: MODELS },
  create: (options, context) => new AssemblyAiStt(options, context),
};
