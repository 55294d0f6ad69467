/** Counts in Prometheus' form what the channels tell. Loaded only if metrics are on: prom-client takes 18 MB. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Stage } from '#protocol';
import {
  failedOver,
  providerFailed,
  rateLimited,
  recogniserQueued,
  sessionStarted,
  toolCalled,
  TOOL_OUTCOMES,
  turnEnded,
  type TurnEnded,
} from '../../common/telemetry/channels.js';
import { TURN_OUTCOMES } from '../../common/telemetry/turn-record.js';
import { REGISTRIES } from '../../config/registries.js';
import { NO_MODEL_NAME } from '../../llm/llm.port.js';
import {
  LAG_QUANTILES,
  METRICS,
  RECOGNISER_QUEUE_BUCKETS,
  TURN_STAGE_BUCKETS,
  type MetricName,
  type TURN_STAGES,
} from './metric-names.js';

/** How often the event loop is watched: its lag is known this exactly. */
const LAG_RESOLUTION_MS = 20;

/** For a provider that is in no registry, such as a model on this computer, whose name anyone can choose. */
const OTHER_PROVIDER = 'other';

export class Metrics {
  readonly #registry = new Registry();
  readonly #lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  readonly #unsubscribe: (() => void)[];
  readonly #stages: Histogram<'stage' | 'provider'>;
  readonly #turns: Counter<'outcome'>;
  readonly #interruptions: Counter<'reason'>;
  readonly #speculations: Counter<'used'>;

  /** @param sessionsActive the number of sessions now */
  constructor(sessionsActive: () => number) {
    const registers = [this.#registry];
    const settings = <Name extends MetricName>(name: Name, help: string) => ({
      name,
      help,
      labelNames: [...METRICS[name]] as (typeof METRICS)[Name][number][],
      registers,
    });
    collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: LAG_RESOLUTION_MS });
    new Gauge({
      ...settings('earshot_sessions_active', 'Sessions now, with those whose client may still resume.'),
      collect() {
        this.set(sessionsActive());
      },
    });
    const sessions = new Counter(
      settings('earshot_sessions_total', 'Sessions begun, resumed or taken over.'),
    );
    this.#turns = new Counter(settings('earshot_turns_total', 'Turns of users, by how they ended.'));
    this.#stages = new Histogram({
      ...settings('earshot_turn_stage_seconds', "Time from the end of the user's speech."),
      buckets: [...TURN_STAGE_BUCKETS],
    });
    this.#interruptions = new Counter(
      settings('earshot_interruptions_total', 'Answers and announcements that were stopped.'),
    );
    const errors = new Counter(settings('earshot_provider_errors_total', 'Failed tries of a provider.'));
    const failovers = new Counter(settings('earshot_failovers_total', 'Times that a fallback took over.'));
    this.#speculations = new Counter(
      settings('earshot_speculations_total', 'Answers begun before the end of a turn.'),
    );
    const limited = new Counter(
      settings('earshot_rate_limited_total', 'Messages and requests that were too many.'),
    );
    const tools = new Counter(settings('earshot_tool_calls_total', 'Tool calls, by how they ended.'));
    const queue = new Histogram({
      ...settings('earshot_recogniser_queue_seconds', 'Wait of speech for the embedded recogniser.'),
      buckets: [...RECOGNISER_QUEUE_BUCKETS],
    });
    this.#watchLag(
      settings('earshot_event_loop_lag_seconds', 'Delay of the event loop since the last scrape.'),
    );

    for (const start of ['new', 'resumed', 'taken_over']) sessions.inc({ start }, 0);
    for (const outcome of TURN_OUTCOMES) this.#turns.inc({ outcome }, 0);
    for (const reason of ['barge_in', 'interrupt', 'replaced', 'session_ended'])
      this.#interruptions.inc({ reason }, 0);
    for (const used of ['true', 'false']) this.#speculations.inc({ used }, 0);
    for (const kind of ['audio', 'messages', 'bytes', 'requests']) limited.inc({ kind }, 0);
    for (const outcome of TOOL_OUTCOMES) tools.inc({ outcome }, 0);

    this.#unsubscribe = [
      sessionStarted.subscribe(({ start }) => sessions.inc({ start })),
      turnEnded.subscribe((turn) => this.#onTurn(turn)),
      providerFailed.subscribe(({ stage, provider, code }) =>
        errors.inc({ stage, provider: providerLabel(stage, provider), kind: code }),
      ),
      failedOver.subscribe(() => failovers.inc()),
      rateLimited.subscribe(({ kind }) => limited.inc({ kind })),
      toolCalled.subscribe(({ outcome }) => tools.inc({ outcome })),
      recogniserQueued.subscribe(({ waitedMs }) => queue.observe(waitedMs / 1_000)),
    ];
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All metrics in Prometheus' text format. */
  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#lag.disable();
    this.#registry.clear();
  }

  #onTurn({ kind, outcome, reason, times, speculations, speculationUsed, providers }: TurnEnded): void {
    if (outcome === 'interrupted') this.#interruptions.inc({ reason: reason ?? 'interrupt' });
    if (kind === 'announcement') return;
    this.#turns.inc({ outcome });
    const used = speculationUsed ? 1 : 0;
    this.#speculations.inc({ used: 'true' }, used);
    this.#speculations.inc({ used: 'false' }, Math.max(0, speculations - used));
    if (kind === 'voice') this.#observe('stt_final', times, times.transcribed, 'stt', providers.stt?.name);
    this.#observe('llm_first_token', times, times.firstText, 'llm', providers.llm?.name);
    this.#observe('tts_first_audio', times, times.firstAudio, 'tts', providers.tts?.name);
    this.#observe('total', times, times.audioSent);
  }

  #observe(
    stage: (typeof TURN_STAGES)[number],
    { asked }: TurnEnded['times'],
    at: number | null,
    of?: Stage,
    provider = '',
  ): void {
    if (at === null) return;
    // A recogniser may have the words before the end of speech is certain.
    const seconds = Math.max(0, at - asked) / 1_000;
    this.#stages.observe({ stage, provider: of ? providerLabel(of, provider) : 'all' }, seconds);
  }

  #watchLag(settings: ConstructorParameters<typeof Gauge<'quantile'>>[0]): void {
    const lag = this.#lag;
    lag.enable();
    new Gauge({
      ...settings,
      collect() {
        for (const quantile of LAG_QUANTILES) {
          const ms = lag.percentile(Number(quantile) * 100) / 1e6 - LAG_RESOLUTION_MS;
          this.set({ quantile }, Math.max(0, ms) / 1_000);
        }
        lag.reset();
      },
    });
  }
}

/** Only names from the registries become labels, so that their number is bounded. */
function providerLabel(stage: Stage, provider: string): string {
  const isKnown = Object.hasOwn(REGISTRIES[stage], provider) || provider === NO_MODEL_NAME;
  return isKnown ? provider : OTHER_PROVIDER;
}
