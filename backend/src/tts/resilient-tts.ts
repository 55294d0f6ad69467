import { systemClock } from '../common/clock/clock.js';
import { Resampler } from '#audio/resampler';
import { guardStream } from '../common/streams/guard-stream.js';
import { providerStalled } from '../provider-kit/errors/provider-error.js';
import { Candidate, STALL_MS, type ResilienceOptions, warmUpAll } from '../provider-kit/circuit-breaker.js';
import { failover } from '../provider-kit/failover.js';
import { Replay } from '../common/streams/replay.js';
import { Tts, type NextSpeech, type TtsChunk, type TtsOptions } from './tts.port.js';

/** A voice with its fallbacks in order: retries, takes over with the whole text, and never waits for ever. */
export class ResilientTts extends Tts {
  readonly #candidates: readonly Candidate<Tts>[];
  readonly #stallMs: number;

  /** @param providers the first is the one to use; the others stand in for it until something was spoken */
  constructor(
    private readonly providers: readonly [Tts, ...Tts[]],
    { stallMs = STALL_MS }: ResilienceOptions = {},
  ) {
    super();
    this.#candidates = providers.map((provider) => new Candidate(provider));
    this.#stallMs = stallMs;
  }

  get name(): string {
    return this.providers[0].name;
  }

  get sampleRateHz(): number {
    return this.providers[0].sampleRateHz;
  }

  async warmUp(): Promise<void> {
    await warmUpAll(this.providers);
  }

  override async connect(signal: AbortSignal, next?: NextSpeech): Promise<void> {
    await this.providers[0].connect(signal, next);
  }

  synthesize(pieces: AsyncIterable<string>, options: TtsOptions): AsyncGenerator<TtsChunk, void, undefined> {
    const text = new Replay(pieces);
    const { signal, warn } = options;
    return failover(this.#candidates, {
      stage: 'tts',
      signal,
      warn,
      open: (provider) => this.#speak(provider, text, options),
      begins: ({ pcm }) => pcm.length > 0,
    });
  }

  #speak(provider: Tts, text: Replay<string>, options: TtsOptions): AsyncIterable<TtsChunk> {
    const ms = this.#stallMs;
    const work = new Workload(text.read());
    // A voice of one provider means nothing to another.
    const voice = provider === this.providers[0] ? options.voice : undefined;
    const chunks = work.heard(
      guardStream(provider.synthesize(work.pieces(), { ...options, voice }), options.signal, {
        ms,
        busySince: () => work.busySince,
        error: () => providerStalled('tts', provider.name, ms),
      }),
    );
    return provider.sampleRateHz === this.sampleRateHz
      ? chunks
      : resampled(chunks, provider.sampleRateHz, this.sampleRateHz);
  }
}

/** Knows whether a voice owes audio: always, but for when it asks for more text after its audio came. */
class Workload {
  #asking = false;
  #spokeSince = true;
  #gotAt = 0;

  constructor(private readonly text: AsyncIterable<string>) {}

  /** By `systemClock.now()`; null while it can only wait for text. */
  get busySince(): number | null {
    return this.#asking && this.#spokeSince ? null : this.#gotAt;
  }

  async *pieces(): AsyncGenerator<string, void, undefined> {
    this.#asking = true;
    for await (const piece of this.text) {
      this.#got();
      this.#spokeSince = false;
      yield piece;
      this.#asking = true;
    }
    this.#got();
  }

  async *heard(chunks: AsyncIterable<TtsChunk>): AsyncGenerator<TtsChunk, void, undefined> {
    for await (const chunk of chunks) {
      this.#spokeSince = true;
      yield chunk;
    }
  }

  #got(): void {
    this.#asking = false;
    this.#gotAt = systemClock.now();
  }
}

async function* resampled(
  chunks: AsyncIterable<TtsChunk>,
  fromHz: number,
  toHz: number,
): AsyncGenerator<TtsChunk, void, undefined> {
  const resampler = await Resampler.create(fromHz, toHz);
  try {
    for await (const chunk of chunks) yield { ...chunk, pcm: resampler.process(chunk.pcm) };
  } finally {
    resampler.close();
  }
}
