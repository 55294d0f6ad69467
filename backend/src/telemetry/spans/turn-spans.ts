import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import type { TurnEnded } from '../../common/telemetry/channels.js';
import { NO_MODEL_NAME } from '../../llm/llm.port.js';
import { EARSHOT, EVENTS, GEN_AI, GEN_AI_PROVIDERS } from './span-names.js';

interface Stretch {
  name: string;
  /** Epoch milliseconds. Without both there is no span. */
  from: number | null;
  to: number | null;
  kind?: SpanKind;
  attributes?: Attributes;
  event?: { name: string; at: number | null };
  /** Why it failed. */
  error?: string | undefined;
}

/** Makes the spans of a turn that is over, with the times that they had. */
export function spansOfTurn(tracer: Tracer, turn: TurnEnded, conversation?: Span): void {
  const { times, failure } = turn;
  const whole: Stretch = {
    name: 'turn',
    from: times.speechStarted ?? times.asked,
    to: times.ended,
    attributes: attributesOf(turn),
    error: failure?.code,
  };
  const span = begin(tracer, whole, conversation);
  for (const stretch of stretchesOf(turn)) {
    if (stretch.from === null || stretch.to === null) continue;
    begin(tracer, stretch, span).end(Math.max(stretch.from, stretch.to));
  }
  span.end(times.ended);
}

function begin(tracer: Tracer, stretch: Stretch, parent?: Span): Span {
  const { name, from, kind = SpanKind.INTERNAL, attributes = {}, event, error } = stretch;
  const context = parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
  const span = tracer.startSpan(name, { kind, startTime: from!, attributes }, context);
  if (event && event.at !== null) span.addEvent(event.name, event.at);
  if (error !== undefined) span.setAttribute(GEN_AI.error, error).setStatus({ code: SpanStatusCode.ERROR });
  return span;
}

function attributesOf(turn: TurnEnded): Attributes {
  const { times, reason, failure } = turn;
  const answered = times.firstAudio ?? times.firstText;
  return {
    [GEN_AI.conversation]: turn.sessionId,
    [EARSHOT.turn]: turn.turnId,
    [EARSHOT.kind]: turn.kind,
    [EARSHOT.outcome]: turn.outcome,
    ...(reason && { [EARSHOT.reason]: reason }),
    ...(failure && { [EARSHOT.failedStage]: failure.stage }),
    [EARSHOT.speculations]: turn.speculations,
    [EARSHOT.speculationUsed]: turn.speculationUsed,
    ...(answered !== null && { [EARSHOT.latency]: answered - times.asked }),
  };
}

function stretchesOf(turn: TurnEnded): Stretch[] {
  const { times, providers, failure, toolCalls, kind } = turn;
  const { asked, ended } = times;
  const isVoice = kind === 'voice';
  const errorOf = (stage: string) => (failure?.stage === stage ? failure.code : undefined);
  const by = (provider: string | undefined): Attributes => (provider ? { [EARSHOT.provider]: provider } : {});
  return [
    {
      name: 'stt',
      from: times.speechStarted,
      to: times.transcribed ?? (errorOf('stt') ? ended : null),
      attributes: by(providers.stt?.name),
      error: errorOf('stt'),
    },
    { name: 'end_of_turn', from: isVoice ? asked : null, to: times.turnEnded },
    ...(kind === 'announcement' ? [] : [answerOf(turn, errorOf('llm'))]),
    ...toolCalls.map(({ name, startedAt, endedAt, outcome }): Stretch => ({
      name: `execute_tool ${name}`,
      from: startedAt,
      to: endedAt ?? ended,
      attributes: { [GEN_AI.operation]: 'execute_tool', [GEN_AI.tool]: name },
      error: outcome === 'failed' ? 'tool_failed' : undefined,
    })),
    {
      name: 'tts',
      from: times.firstText ?? (kind === 'announcement' ? asked : null),
      to: times.audioSent ?? ended,
      attributes: by(providers.tts?.name),
      event: { name: EVENTS.firstAudio, at: times.firstAudio },
      error: errorOf('tts'),
    },
    {
      name: 'playback',
      from: times.firstAudio,
      to: ended,
      attributes: { [EARSHOT.sentMs]: turn.sentMs, [EARSHOT.heardMs]: turn.heardMs },
    },
  ];
}

/** From the request, which may come before the end of the turn, to the end of the text. */
function answerOf(turn: TurnEnded, error: string | undefined): Stretch {
  const { times, providers, usage, words, sessionId } = turn;
  const { name = '', model } = providers.llm ?? {};
  const stretch = {
    from: times.answerStarted,
    to: times.textDone ?? times.ended,
    event: { name: EVENTS.firstText, at: times.firstText },
    error,
  };
  if (name === NO_MODEL_NAME) return { ...stretch, name: 'skills' };
  return {
    ...stretch,
    name: ['chat', model ?? name].filter(Boolean).join(' '),
    kind: SpanKind.CLIENT,
    attributes: {
      [GEN_AI.operation]: 'chat',
      [GEN_AI.conversation]: sessionId,
      ...(name && { [GEN_AI.provider]: GEN_AI_PROVIDERS[name] ?? name }),
      ...(model && { [GEN_AI.model]: model }),
      ...(usage.input !== null && { [GEN_AI.inputTokens]: usage.input }),
      ...(usage.output !== null && { [GEN_AI.outputTokens]: usage.output }),
      ...(words && {
        [GEN_AI.input]: messageOf('user', words.user),
        [GEN_AI.output]: messageOf('assistant', words.assistant),
      }),
    },
  };
}

const messageOf = (role: string, content: string): string =>
  JSON.stringify([{ role, parts: [{ type: 'text', content }] }]);
