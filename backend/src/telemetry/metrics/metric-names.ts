/** The names of Earshot's metrics, with their labels. docs/observability.md explains them; a test compares the two. */
export const METRICS = {
  earshot_sessions_active: [],
  earshot_sessions_total: ['start'],
  earshot_turns_total: ['outcome'],
  earshot_turn_stage_seconds: ['stage', 'provider'],
  earshot_interruptions_total: ['reason'],
  earshot_provider_errors_total: ['stage', 'provider', 'kind'],
  earshot_failovers_total: [],
  earshot_speculations_total: ['used'],
  earshot_rate_limited_total: ['kind'],
  earshot_tool_calls_total: ['outcome'],
  earshot_event_loop_lag_seconds: ['quantile'],
  earshot_recogniser_queue_seconds: [],
} as const;

export type MetricName = keyof typeof METRICS;

/** The stages of a turn whose latency is measured from the end of the user's speech. */
export const TURN_STAGES = ['stt_final', 'llm_first_token', 'tts_first_audio', 'total'] as const;

/** Upper bounds of the buckets in seconds. */
export const TURN_STAGE_BUCKETS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 4, 8, 16, 32] as const;

export const RECOGNISER_QUEUE_BUCKETS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Of the event loop's delay since the last scrape. */
export const LAG_QUANTILES = ['0.5', '0.9', '0.99', '1'] as const;
