/**
 * The names of OpenTelemetry's conventions for generative AI, which are still in development, and of Earshot's own. They are
 * nowhere else, so that a change of the conventions is one here.
 */
export const GEN_AI = {
  conversation: 'gen_ai.conversation.id',
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  model: 'gen_ai.request.model',
  tool: 'gen_ai.tool.name',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  input: 'gen_ai.input.messages',
  output: 'gen_ai.output.messages',
  error: 'error.type',
} as const;

export const EARSHOT = {
  turn: 'earshot.turn.id',
  kind: 'earshot.turn.kind',
  outcome: 'earshot.turn.outcome',
  reason: 'earshot.turn.reason',
  failedStage: 'earshot.turn.failed_stage',
  speculations: 'earshot.turn.speculations',
  speculationUsed: 'earshot.turn.speculation_used',
  latency: 'earshot.turn.latency_ms',
  provider: 'earshot.provider',
  sentMs: 'earshot.playback.sent_ms',
  heardMs: 'earshot.playback.heard_ms',
} as const;

export const EVENTS = { firstText: 'first_token', firstAudio: 'first_audio' } as const;

/** Providers that the conventions call differently. */
export const GEN_AI_PROVIDERS: Readonly<Record<string, string>> = { google: 'gcp.gemini' };
