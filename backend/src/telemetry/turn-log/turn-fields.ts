import type { TurnEnded } from '../../common/telemetry/channels.js';

/** A turn as programs read it. The names are stable, and all but the words are always there: null is for what is not known. */
export function turnFields(turn: TurnEnded): Record<string, unknown> {
  const { times, providers, usage, failure, toolCalls, words } = turn;
  const fromAsked = (time: number | null) => (time === null ? null : Math.round(time - times.asked));
  return {
    session: turn.sessionId,
    turn: turn.turnId,
    kind: turn.kind,
    outcome: turn.outcome,
    reason: turn.reason,
    failed_stage: failure?.stage ?? null,
    error_code: failure?.code ?? null,
    asked_at: Math.round(times.asked),
    speech_ms: times.speechStarted === null ? null : Math.round(times.asked - times.speechStarted),
    stt_final_ms: fromAsked(times.transcribed),
    turn_end_ms: fromAsked(times.turnEnded),
    llm_first_token_ms: fromAsked(times.firstText),
    tts_first_audio_ms: fromAsked(times.firstAudio),
    total_ms: fromAsked(times.audioSent),
    ended_ms: fromAsked(times.ended),
    sent_ms: Math.round(turn.sentMs),
    heard_ms: Math.round(turn.heardMs),
    chars: turn.chars,
    speculations: turn.speculations,
    speculation_used: turn.speculationUsed,
    tools: toolCalls.map(({ name, outcome, startedAt, endedAt }) => ({
      name,
      outcome,
      ms: endedAt === null ? null : Math.round(endedAt - startedAt),
    })),
    stt: providers.stt?.name ?? null,
    llm: providers.llm?.name ?? null,
    llm_model: providers.llm?.model ?? null,
    tts: providers.tts?.name ?? null,
    input_tokens: usage.input,
    output_tokens: usage.output,
    ...(words && { user: words.user, assistant: words.assistant }),
  };
}
