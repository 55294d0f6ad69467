import { systemClock } from '../common/clock/clock.js';
import { abortable } from '../common/streams/abortable.js';
import type { StreamReader } from '../common/streams/stream-reader.js';
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
import { Stt, type SttEvent, type SttInput, type SttOptions } from './stt.port.js';

/** Audio that waits for a connection: five and a half minutes of speech. */
const BACKLOG_BYTES = 10 * 1024 * 1024;

/** A stream that has not failed by then lets others try, too. */
const GOOD_AFTER_MS = 2_000;

/** One that says nothing, and is lost only then, was open: connecting takes 10 s at most, and a stall no longer. */
const LASTED_MS = 30_000;

/** What was said waits no longer for a first connection: after these three seconds the user is told. */
const CONNECT_MS = 3_000;

/** Failures in a row after which a fallback, where there is one, takes over for the rest of the session. */
const TRIES_WITH_FALLBACK = 3;

export interface SttResilienceOptions extends ResilienceOptions {
  /** Longest wait for a connection while speech waits for it; another try may then take as long as a stall. */
  connectMs?: number;
}

/**
 * A recogniser with its fallbacks in order: connects again when the connection is lost, takes over, and transcribes what was
 * said meanwhile.
 */
export class ResilientStt extends Stt {
  readonly #breakers: readonly CircuitBreaker<Stt>[];
  readonly #stallMs: number;
  readonly #connectMs: number;

  /** @param providers the first is the one to use; the others stand in for it */
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

  async warmUp(): Promise<void> {
    await warmUpAll(this.providers);
  }

  override async connect(signal: AbortSignal): Promise<void> {
    await this.providers[0].connect(signal);
  }

  async *transcribe(
    input: AsyncIterable<SttInput>,
    options: SttOptions,
  ): AsyncGenerator<SttEvent, void, undefined> {
    const { signal, warn } = options;
    const backlog = new SttInputQueue(input, BACKLOG_BYTES);
    for (const [i, breaker] of this.#breakers.entries()) {
      const { provider } = breaker;
      const next = this.#breakers[i + 1]?.provider;
      const outage = new FailureStreak();
      for (;;) {
        const startedAt = systemClock.now();
        let understood = false;
        let reader: StreamReader<SttEvent> | undefined;
        try {
          const connectMs = outage.waited ? this.#stallMs : this.#connectMs;
          yield { type: 'connecting', turnEvents: provider.turnEvents };
          const open = () => this.#open(provider, backlog, options, connectMs);
          const begun = await breaker.begin(open, signal, GOOD_AFTER_MS);
          reader = begun.reader;
          for (let result = await begun.first; !result.done; result = await reader.next()) {
            const event = result.value;
            understood ||= event.type === 'final' || event.type === 'end_of_turn';
            backlog.heard(event);
            yield event;
          }
          if (signal.aborted || backlog.ended) return;
          throw new ProviderError('stt', provider.name, 'provider_unavailable', ENDED, { retryable: true });
        } catch (cause) {
          // A recogniser that was replaced does not try again: its results are not used.
          if (signal.aborted || backlog.ended) return;
          const error = asProviderError('stt', provider.name, cause);
          const lasted = systemClock.now() - startedAt >= LASTED_MS;
          const goesOn = outage.fail(error, understood || lasted);
          const giveWay = !goesOn || outage.waited || outage.failures >= TRIES_WITH_FALLBACK;
          if (next && (giveWay || breaker.isOpen)) {
            warn?.(takenOver(error, next.name));
            break;
          }
          if (!goesOn) throw error;
          if (outage.isNews()) warn?.(retriedByItself(error, RECONNECTING));
          await outage.backoff.pause(signal);
          if (signal.aborted) return;
        } finally {
          void reader?.return();
        }
      }
    }
  }

  #open(
    provider: Stt,
    backlog: SttInputQueue,
    options: SttOptions,
    connectMs: number,
  ): StreamReader<SttEvent> {
    const ms = this.#stallMs;
    return abortable(
      (signal) => provider.transcribe(abortable(backlog.read(), signal), { ...options, signal, stallMs: ms }),
      options.signal,
      {
        ms,
        // A provider that ends turns by itself owes nothing for a sound without words, and watches its vendor itself.
        busySince: () => (provider.turnEvents ? null : backlog.owedSince),
        error: () => providerStalled('stt', provider.name, ms),
      },
      {
        ms: connectMs,
        busySince: () => backlog.waitingSince,
        error: () => providerNotConnected('stt', provider, connectMs),
      },
    );
  }
}

const ENDED = 'Speech recognition ended its connection.';
const RECONNECTING = 'Earshot keeps trying; what you say now is kept and will be heard.';
