import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import type { ProviderContext, ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { requireKey, vendorAt } from '../../../provider-kit/errors/vendor.js';
import { createDeepgramClient } from './client.js';
import type { DeepgramTerms } from './deepgram-connection.js';
import { DeepgramSttOptions } from './deepgram-options.js';
import { FluxConnection } from './flux-connection.js';
import { DEEPGRAM_MODELS, listDeepgramModels } from './models.js';
import { NovaConnection } from './nova-connection.js';
import { fluxQuery, isFlux, novaQuery, takesKeytermUpdates } from './queries.js';
import { DeepgramSocket } from './transport.js';
import type { SttConnection } from '../../adapter/socket/stt-connection.js';
import { TermSupport } from '../../adapter/socket/term-support.js';
import { transcribeOnSocket } from '../../adapter/socket/transcribe-on-socket.js';
import { Stt, type SttEvent, type SttInput, type SttOptions } from '../../stt.port.js';

const DEEPGRAM = {
  stage: 'stt',
  provider: 'deepgram',
  label: 'Deepgram',
  apiKeyEnv: 'DEEPGRAM_API_KEY',
  keysUrl: 'https://console.deepgram.com',
} as const;

/** The SDK must not reconnect by itself: the stage's queue has the audio that must be sent again. */
const ONE_CONNECTION = { reconnectAttempts: 0, shouldReconnect: () => false } as const;

/** Deepgram's streaming recognition: Nova between Earshot's marks, and Flux, which detects turns by itself. */
export class DeepgramStt extends Stt {
  readonly name = DEEPGRAM.provider;
  override readonly turnEvents: boolean;
  readonly #vendor: Vendor;
  readonly #forceEndTurn = { isAccepted: true };
  readonly #terms: DeepgramTerms | undefined;

  constructor(
    private readonly options: DeepgramSttOptions,
    { termOf }: Pick<ProviderContext, 'termOf'> = {},
  ) {
    super();
    this.turnEvents = isFlux(options.model);
    this.#vendor = vendorAt(DEEPGRAM, options.baseURL);
    if (options.pageNames && takesKeytermUpdates(options.model))
      this.#terms = { own: options.keyterms ?? [], support: new TermSupport(DEEPGRAM.label, termOf) };
  }

  override get address(): string | undefined {
    return this.#vendor.address;
  }

  async warmUp(): Promise<void> {
    await import('@deepgram/sdk');
  }

  override async connect(signal: AbortSignal): Promise<void> {
    const connection = await this.#open('en', () => undefined, signal);
    connection.terminate();
  }

  transcribe(
    input: AsyncIterable<SttInput>,
    { language, signal, stallMs }: SttOptions,
  ): AsyncIterable<SttEvent> {
    return transcribeOnSocket((emit) => this.#open(language, emit, signal, stallMs), input, signal);
  }

  async #open(
    language: string,
    emit: (event: SttEvent) => void,
    signal: AbortSignal,
    stallMs?: number,
  ): Promise<SttConnection> {
    const { options } = this;
    requireKey(this.#vendor, options.apiKey);
    if (!understands(options, language)) throw onlyEnglish(options.model, language);
    const sockets: DeepgramSocket[] = [];
    const client = await createDeepgramClient(options, (url, headers) => {
      sockets.push(new DeepgramSocket(url, headers));
      return sockets.at(-1)!;
    });
    const create = async (): Promise<SttConnection> => {
      if (this.turnEvents) {
        const sdk = await client.listen.v2.connect({ ...fluxQuery(options, language), ...ONE_CONNECTION });
        signal.throwIfAborted();
        // Creates the socket before it returns.
        sdk.connect();
        const fluxOptions = { stallMs, forceEndTurn: this.#forceEndTurn, terms: this.#terms };
        return new FluxConnection(
          sdk,
          sockets[0]!.connection,
          this.#vendor,
          options.model,
          emit,
          fluxOptions,
        );
      }
      const sdk = await client.listen.v1.connect({ ...novaQuery(options, language), ...ONE_CONNECTION });
      signal.throwIfAborted();
      sdk.connect();
      return new NovaConnection(sdk, sockets[0]!.connection, this.#vendor, options.model, emit, this.#terms);
    };
    const connection = await create();
    await connection.ready(signal);
    return connection;
  }
}

/** Flux for English writes English for any language; Nova refuses languages that it does not know. */
const understands = ({ model, language }: DeepgramSttOptions, tag: string): boolean =>
  !model.startsWith('flux-general-en') || /^en\b/i.test(language ?? tag);

function onlyEnglish(model: string, language: string): ProviderError {
  const text = {
    subject: 'Speech recognition failed:',
    reason: `Deepgram's "${model}" understands only English, not "${language}".`,
    todo: 'Choose the model "flux-general-multi" or "nova-3" in the config.',
  };
  return new ProviderError('stt', DEEPGRAM.provider, 'provider_unavailable', text);
}

export const deepgramStt: ProviderDefinition<Stt, DeepgramSttOptions> = {
  name: DEEPGRAM.provider,
  label: DEEPGRAM.label,
  Options: DeepgramSttOptions,
  apiKeyEnv: DEEPGRAM.apiKeyEnv,
  catalogue: { models: DEEPGRAM_MODELS },
  listCatalogue: (options, signal) =>
    listDeepgramModels(options, vendorAt(DEEPGRAM, options.baseURL), signal),
  create: (options, context) => new DeepgramStt(options, context),
};
