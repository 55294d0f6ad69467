import { systemClock } from '../common/clock/clock.js';
import { guardStream } from '../common/streams/guard-stream.js';
import {
  asProviderError,
  providerNotConnected,
  providerStalled,
  ProviderError,
} from '../provider-kit/errors/provider-error.js';
import {
  Candidate,
  STALL_MS,
  takenOver,
  type ResilienceOptions,
  warmUpAll,
} from '../provider-kit/circuit-breaker.js';
import { Backlog } from './backlog.js';
import { Outage } from './outage.js';
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
  readonly #candidates: readonly Candidate<Stt>[];
  readonly #stallMs: number;
  readonly #connectMs: number;

  /** @param providers the first is the one to use; the others stand in for it */
  constructor(
    private readonly providers: readonly [Stt, ...Stt[]],
    { stallMs = STALL_MS, connectMs = CONNECT_MS }: SttResilienceOptions = {},
  ) {
    super();
    this.#candidates = providers.map((provider) => new Candidate(provider));
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
    const backlog = new Backlog(input, BACKLOG_BYTES);
    for (const [i, candidate] of this.#candidates.entries()) {
      const next = this.#candidates[i + 1]?.provider;
      const outage = new Outage();
      for (;;) {
        const startedAt = systemClock.now();
        let understood = false;
        try {
          const connectMs = outage.waited ? this.#stallMs : this.#connectMs;
          for await (const event of this.#connection(candidate, backlog, options, connectMs)) {
            understood ||= event.type === 'final' || event.type === 'end_of_turn';
            yield event;
          }
          if (signal.aborted || backlog.ended) return;
          throw new ProviderError('stt', candidate.provider.name, 'provider_unavailable', ENDED, {
            retryable: true,
          });
        } catch (cause) {
          // Nobody listens any more: a recogniser that was replaced tries no further.
          if (signal.aborted || backlog.ended) return;
          const error = asProviderError('stt', candidate.provider.name, cause);
          const lasted = systemClock.now() - startedAt >= LASTED_MS;
          const goesOn = outage.fail(error, understood || lasted);
          const giveWay = !goesOn || outage.waited || outage.failures >= TRIES_WITH_FALLBACK;
          if (next && (giveWay || candidate.resting)) {
            warn?.(takenOver(error, next.name));
            break;
          }
          if (!goesOn) throw error;
          if (outage.isNews()) warn?.(reconnecting(error));
          await outage.backoff.pause(signal);
          if (signal.aborted) return;
        }
      }
    }
  }

  async *#connection(
    candidate: Candidate<Stt>,
    backlog: Backlog,
    options: SttOptions,
    connectMs: number,
  ): AsyncGenerator<SttEvent, void, undefined> {
    const { provider } = candidate;
    const { signal } = options;
    const ms = this.#stallMs;
    yield { type: 'connecting', turnEvents: provider.turnEvents };
    const open = () => {
      const events = guardStream(provider.transcribe(backlog.read(), { ...options, stallMs: ms }), signal, {
        ms,
        // Whoever ends turns by itself owes nothing for a sound without words, and watches its vendor itself.
        busySince: () => (provider.turnEvents ? null : backlog.owedSince),
        error: () => providerStalled('stt', provider.name, ms),
      });
      return guardStream(events, signal, {
        ms: connectMs,
        busySince: () => backlog.waitingSince,
        error: () => providerNotConnected('stt', provider, connectMs),
      });
    };
    for await (const event of candidate.run(open, signal, GOOD_AFTER_MS)) {
      backlog.heard(event);
      yield event;
    }
  }
}

const ENDED = 'Speech recognition ended its connection.';

function reconnecting(error: ProviderError): ProviderError {
  // Nobody has to do again what is kept.
  const what = error.message.replace(/ (?:Please try|Try|Wait a moment, then try) again[^.]*\.$/, '');
  const message = `${what} Earshot keeps trying; what you say now is kept and will be heard.`;
  return new ProviderError(error.stage, error.provider, error.code, message, { cause: error.cause });
}
