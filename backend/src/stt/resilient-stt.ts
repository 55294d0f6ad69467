import { systemClock } from '../common/clock/clock.js';
import { abortable, type StallRule } from '../common/streams/abortable.js';
import type { StreamReader } from '../common/streams/stream-reader.js';
import { failedOver, providerFailed } from '../common/telemetry/channels.js';
import { CircuitBreaker } from '../provider-kit/circuit-breaker.js';
import { providerNotConnected, providerStalled } from '../provider-kit/errors/availability-errors.js';
import {
  asProviderError,
  ProviderError,
  retriedByItself,
  takenOver,
} from '../provider-kit/errors/provider-error.js';
import { STALL_MS, type ResilienceOptions, warmUpAll } from '../provider-kit/resilience.js';
import { SttInputQueue } from './input-queue.js';
import { FailureStreak } from './failure-streak.js';
import { withoutNonSpeech } from './non-speech.js';
import { localNames } from '../provider-kit/local-names.js';
import { Stt, type SttEvent, type SttInput, type SttOptions } from './stt.port.js';

/** A stream that has not failed by then counts as good for the circuit breaker. */
const GOOD_AFTER_MS = 2_000;

/**
 * A connection that lasted this long was good, even without a transcript: connecting takes at most 10 s, and so does a
 * stall.
 */
const LASTED_MS = 30_000;

/** Longest wait of speech for a first connection before the user is told. */
const CONNECT_MS = 3_000;

/** After this many failures in a row a fallback takes over for the rest of the session. */
const TRIES_WITH_FALLBACK = 3;

/** Longest wait that a vendor may ask for before the next try: what is said meanwhile is transcribed afterwards. */
const MAX_WAIT_MS = 10_000;

export interface SttResilienceOptions extends ResilienceOptions {
  /** Longest wait for a connection while speech waits for it. Later tries may take as long as a stall. */
  connectMs?: number;
}

/**
 * The edge of the stage: a recogniser with its fallbacks in order. It reconnects when the connection is lost, switches to a
 * fallback, and transcribes what was said meanwhile. It is the only place that ends a stream on abort and on a stall:
 * providers do neither.
 */
export class ResilientStt extends Stt {
  readonly #breakers: readonly CircuitBreaker<Stt>[];
  readonly #stallMs: number;
  readonly #connectMs: number;

  /** @param providers the first is used; the others are its fallbacks, in order */
  constructor(
    private readonly providers: readonly [Stt, ...Stt[]],
    { stallMs = STALL_MS, connectMs = CONNECT_MS }: SttResilienceOptions = {},
  ) {
    super();
    this.#breakers = providers.map((provider) => new CircuitBreaker(provider));
    this.#stallMs = stallMs;
    this.#connectMs = connectMs;
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

  async warmUp(): Promise<void> {
    await warmUpAll(this.providers);
  }

  /** One of its providers is enough. */
  override async canStart(): Promise<boolean> {
    return Promise.any(
      this.providers.map(async (provider) => {
        if (!(await provider.canStart())) throw new Error(`${provider.name} cannot start`);
      }),
    ).then(
      () => true,
      () => false,
    );
  }

  override async connect(signal: AbortSignal): Promise<void> {
    await this.providers[0].connect(signal);
  }

  async *transcribe(
    input: AsyncIterable<SttInput>,
    options: SttOptions,
  ): AsyncGenerator<SttEvent, void, undefined> {
    const { signal, warn } = options;
    const queue = input instanceof SttInputQueue ? input : SttInputQueue.from(input);
    for (const [i, breaker] of this.#breakers.entries()) {
      const { provider } = breaker;
      const next = this.#breakers[i + 1]?.provider;
      const failures = new FailureStreak();
      for (;;) {
        const startedAt = systemClock.now();
        let understood = false;
        let reader: StreamReader<SttEvent> | undefined;
        try {
          const connectMs = failures.waited ? this.#stallMs : this.#connectMs;
          yield { type: 'connecting', provider: provider.name, turnEvents: provider.turnEvents };
          const open = () => this.#open(provider, queue, options, connectMs);
          const begun = await breaker.begin(open, signal, GOOD_AFTER_MS);
          reader = begun.reader;
          for (let result = await begun.first; !result.done; result = await reader.next()) {
            const event = withoutNonSpeech(result.value);
            understood ||= event.type === 'final' || event.type === 'end_of_turn';
            queue.onTranscript(event);
            yield event;
          }
          if (signal.aborted || queue.ended) return;
          throw new ProviderError('stt', provider.name, 'provider_unavailable', ENDED, { retryable: true });
        } catch (cause) {
          // A replaced recogniser does not try again, because its results are not used.
          if (signal.aborted || queue.ended) return;
          const error = asProviderError('stt', provider.name, cause);
          providerFailed.publish(() => ({ stage: 'stt', provider: provider.name, code: error.code }));
          const lasted = systemClock.now() - startedAt >= LASTED_MS;
          const goesOn = failures.add(error, understood || lasted);
          const giveWay = !goesOn || failures.waited || failures.count >= TRIES_WITH_FALLBACK;
          if (next && (giveWay || breaker.isOpen)) {
            failedOver.publish(() => ({ stage: 'stt', from: provider.name, to: next.name }));
            warn?.(takenOver(error, next.name));
            break;
          }
          if (!goesOn) throw error;
          if (failures.shouldWarn()) warn?.(retriedByItself(error, RECONNECTING));
          await failures.backoff.pause(signal, Math.min(error.retryAfterMs ?? 0, MAX_WAIT_MS));
          if (signal.aborted) return;
        } finally {
          void reader?.return();
        }
      }
    }
  }

  #open(provider: Stt, queue: SttInputQueue, options: SttOptions, connectMs: number): StreamReader<SttEvent> {
    const ms = this.#stallMs;
    return eventsOf(
      provider,
      queue.read(),
      { ...options, stallMs: ms },
      {
        ms,
        // A provider with turn events sends nothing for a sound without words, and watches its vendor itself.
        busySince: () => (provider.turnEvents ? null : queue.transcriptDueSince),
        error: () => providerStalled('stt', provider.name, ms),
      },
      {
        ms: connectMs,
        busySince: () => queue.waitingSince,
        error: () => providerNotConnected('stt', provider, connectMs),
      },
    );
  }
}

/**
 * One stream of one provider. On abort, on a stall and when its reader leaves, it ends at once, and so does the provider's
 * input.
 * @throws ProviderError
 */
export function eventsOf(
  provider: Stt,
  input: AsyncIterable<SttInput>,
  options: SttOptions,
  ...rules: StallRule[]
): StreamReader<SttEvent> {
  return abortable(
    (signal) => provider.transcribe(abortable(input, signal), { ...options, signal }),
    options.signal,
    ...rules,
  );
}

const ENDED = 'Speech recognition ended its connection.';
const RECONNECTING = 'Earshot keeps trying; what you say now is kept and transcribed later.';
