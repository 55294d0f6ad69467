import { Resampler } from '#audio/resampler';
import { systemClock } from '../common/clock/clock.js';
import { abortable, type StallRule } from '../common/streams/abortable.js';
import { Replay } from '../common/streams/replay.js';
import type { StreamReader } from '../common/streams/stream-reader.js';
import { untilAborted } from '../common/streams/until-aborted.js';
import { CircuitBreaker } from '../provider-kit/circuit-breaker.js';
import { providerStalled } from '../provider-kit/errors/availability-errors.js';
import { failover } from '../provider-kit/failover.js';
import { STALL_MS, type ResilienceOptions, warmUpAll } from '../provider-kit/resilience.js';
import type { SpeakingRates } from './speaking-rate.js';
import { localNames } from '../provider-kit/local-names.js';
import { Tts, type NextSpeech, type TtsChunk, type TtsOptions } from './tts.port.js';

/**
 * The edge of the stage: speech synthesis with its fallbacks in order. It tries again, switches to a fallback with the whole
 * text, and is the only place that ends a stream on abort and on a stall: providers do neither.
 */
export class ResilientTts extends Tts {
  readonly #breakers: readonly CircuitBreaker<Tts>[];
  readonly #stallMs: number;

  /** @param providers the first is used; the others are its fallbacks, in order, until something was spoken */
  constructor(
    private readonly providers: readonly [Tts, ...Tts[]],
    { stallMs = STALL_MS }: ResilienceOptions = {},
  ) {
    super();
    this.#breakers = providers.map((provider) => new CircuitBreaker(provider));
    this.#stallMs = stallMs;
  }

  get name(): string {
    return this.providers[0].name;
  }

  override get fallbacks(): readonly string[] {
    return this.providers.slice(1).map(({ name }) => name);
  }

  override get localNames(): readonly string[] {
    return localNames(this.providers);
  }

  get sampleRateHz(): number {
    return this.providers[0].sampleRateHz;
  }

  override get speakingRates(): SpeakingRates | undefined {
    return this.providers[0].speakingRates;
  }

  async warmUp(): Promise<void> {
    await warmUpAll(this.providers);
  }

  override async connect(signal: AbortSignal, next?: NextSpeech): Promise<void> {
    await untilAborted(this.providers[0].connect(signal, next), signal);
  }

  synthesize(clauses: AsyncIterable<string>, options: TtsOptions): AsyncGenerator<TtsChunk, void, undefined> {
    const text = new Replay(clauses);
    const { signal, warn, answeredBy } = options;
    const edge = { stallMs: this.#stallMs, sampleRateHz: this.sampleRateHz };
    return failover(this.#breakers, {
      stage: 'tts',
      signal,
      warn,
      open: (provider) => {
        // A voice id of one provider means nothing to another.
        const voice = provider === this.providers[0] ? options.voice : undefined;
        return streamOf(provider, text.read(), { ...options, voice }, edge);
      },
      begins: ({ pcm }) => pcm.length > 0,
      begun: ({ name }) => answeredBy?.({ name }),
    });
  }
}

/**
 * One try of one provider. Ends at once on abort and when its reader leaves.
 * @param sampleRateHz the rate of the chunks, whichever rate the provider has
 * @throws ProviderError, also on a stall, and any error of the text
 */
export function streamOf(
  provider: Tts,
  text: AsyncIterable<string>,
  options: TtsOptions,
  { stallMs, sampleRateHz }: { stallMs: number; sampleRateHz: number },
): StreamReader<TtsChunk> {
  const progress = new SpeechProgress();
  const clauses = progress.watchText(text);
  const stall: StallRule = {
    ms: stallMs,
    busySince: () => progress.busySince,
    error: () => providerStalled('tts', provider.name, stallMs),
  };
  return abortable(
    (signal) => {
      const chunks = provider.synthesize(abortable(clauses, signal), { ...options, signal });
      return adapted(chunks, progress, provider.sampleRateHz, sampleRateHz);
    },
    options.signal,
    stall,
  );
}

/** Whether audio is due: always, except while the provider asks for more text after audio of the last text came. */
class SpeechProgress {
  #asksForText = false;
  #spokeSinceText = true;
  #gotTextAt = 0;

  /** By `systemClock.now()`; null while the provider can only wait for text. */
  get busySince(): number | null {
    return this.#asksForText && this.#spokeSinceText ? null : this.#gotTextAt;
  }

  spoke(): void {
    this.#spokeSinceText = true;
  }

  async *watchText(text: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
    this.#asksForText = true;
    for await (const clause of text) {
      this.#gotText();
      this.#spokeSinceText = false;
      yield clause;
      this.#asksForText = true;
    }
    this.#gotText();
  }

  #gotText(): void {
    this.#asksForText = false;
    this.#gotTextAt = systemClock.now();
  }
}

/** The only generator between a provider and its guard: notes progress, and resamples if a fallback has another rate. */
async function* adapted(
  chunks: AsyncIterable<TtsChunk>,
  progress: SpeechProgress,
  fromHz: number,
  toHz: number,
): AsyncGenerator<TtsChunk, void, undefined> {
  const resampler = fromHz === toHz ? undefined : await Resampler.create(fromHz, toHz);
  try {
    for await (const chunk of chunks) {
      progress.spoke();
      yield resampler ? { ...chunk, pcm: resampler.process(chunk.pcm) } : chunk;
    }
  } finally {
    resampler?.close();
  }
}
