import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sessionEnded, sessionStarted, turnEnded, type TurnEnded } from '../../common/telemetry/channels.js';
import { endedTurn } from '../testing/ended-turn.js';
import { SpansService } from './spans.service.js';

const { sessionId, times: TIMES } = endedTurn();
const { asked } = TIMES;

const msOf = ([seconds, nanoseconds]: ReadableSpan['startTime']) =>
  seconds * 1_000 + nanoseconds / 1e6 - asked;

describe(SpansService.name, () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  let sut: SpansService;

  async function start(isRegistered = true): Promise<void> {
    if (isRegistered) trace.setGlobalTracerProvider(provider);
    sut = new SpansService();
    await sut.onApplicationBootstrap();
  }

  async function spansOf(...turns: Partial<TurnEnded>[]): Promise<ReadableSpan[]> {
    await start();
    sessionStarted.publish(() => ({ sessionId, start: 'new' }));
    for (const turn of turns) turnEnded.publish(() => endedTurn(turn));
    sessionEnded.publish(() => ({ sessionId }));
    return exporter.getFinishedSpans();
  }

  afterEach(async () => {
    await sut.onApplicationShutdown();
    trace.disable();
    exporter.reset();
    vi.restoreAllMocks();
  });

  it('gives each turn its spans, with the times that it had, in the trace of its session', async () => {
    const spans = await spansOf({});
    expect(
      spans
        .map((span) => [span.name, Math.round(msOf(span.startTime)), Math.round(msOf(span.endTime))])
        .slice(0, -1),
    ).toEqual([
      ['stt', -900, 120],
      ['end_of_turn', 0, 120],
      ['skills', 120, 130],
      ['tts', 123, 1_500],
      ['playback', 412, 2_900],
      ['turn', -900, 2_900],
    ]);
    const conversation = spans.at(-1)!;
    const turn = spans.at(-2)!;
    expect(conversation).toMatchObject({ name: 'conversation', parentSpanContext: undefined });
    expect(conversation.attributes).toEqual({ 'gen_ai.conversation.id': sessionId });
    expect(turn.parentSpanContext?.spanId).toBe(conversation.spanContext().spanId);
    for (const span of spans.slice(0, -2))
      expect(span.parentSpanContext?.spanId).toBe(turn.spanContext().spanId);
    expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(1);
    expect(turn.attributes).toEqual({
      'gen_ai.conversation.id': sessionId,
      'earshot.turn.id': 3,
      'earshot.turn.kind': 'voice',
      'earshot.turn.outcome': 'completed',
      'earshot.turn.speculations': 0,
      'earshot.turn.speculation_used': false,
      'earshot.turn.latency_ms': 412,
    });
  });

  it('describes the model by the conventions, without words', async () => {
    const spans = await spansOf({
      providers: { llm: { name: 'google', model: 'gemini-1' } },
      usage: { input: 1_200, output: 0 },
    });
    const chat = spans.find(({ name }) => name === 'chat gemini-1')!;
    expect(chat.kind).toBe(SpanKind.CLIENT);
    expect(chat.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.conversation.id': sessionId,
      'gen_ai.provider.name': 'gcp.gemini',
      'gen_ai.request.model': 'gemini-1',
      'gen_ai.usage.input_tokens': 1_200,
      'gen_ai.usage.output_tokens': 0,
    });
    expect(chat.events.map(({ name, time }) => [name, Math.round(msOf(time))])).toEqual([
      ['first_token', 123],
    ]);
  });

  it.each([
    [{ input: null, output: null }, []],
    [{ input: 1_200, output: null }, ['gen_ai.usage.input_tokens']],
  ])('has no tokens that are not known: %j', async (usage, names) => {
    const spans = await spansOf({ providers: { llm: { name: 'openai' } }, usage });
    const { attributes } = spans.find(({ name }) => name === 'chat openai')!;
    expect(Object.keys(attributes).filter((name) => name.includes('usage'))).toEqual(names);
  });

  it('has the words if they are recorded', async () => {
    const spans = await spansOf({
      providers: { llm: { name: 'openai' } },
      words: { user: 'hi', assistant: 'Hello.' },
    });
    expect(spans.find(({ name }) => name === 'chat openai')!.attributes).toMatchObject({
      'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"hi"}]}]',
      'gen_ai.output.messages': '[{"role":"assistant","parts":[{"type":"text","content":"Hello."}]}]',
    });
  });

  it('shows tools and failures', async () => {
    const call = { startedAt: asked + 200, outcome: 'failed' as const };
    const spans = await spansOf({
      outcome: 'failed',
      reason: 'provider',
      failure: { stage: 'llm', code: 'provider_timeout' },
      providers: {},
      toolCalls: [
        { ...call, name: 'read', endedAt: asked + 250 },
        { ...call, name: 'wait', endedAt: null, outcome: 'unfinished' },
      ],
    });
    const failed = spans.filter(({ status }) => status.code === SpanStatusCode.ERROR);
    expect(failed.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
      ['chat', 'provider_timeout'],
      ['execute_tool read', 'tool_failed'],
      ['turn', 'provider_timeout'],
    ]);
    expect(spans.find(({ name }) => name === 'execute_tool wait')!.attributes).toEqual({
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'wait',
    });
  });

  it.each<[string, Partial<TurnEnded>, string[]]>([
    [
      'a typed turn',
      { kind: 'typed', times: { ...TIMES, speechStarted: null, transcribed: null, turnEnded: asked } },
      ['skills', 'tts', 'playback', 'turn'],
    ],
    [
      'an announcement',
      {
        kind: 'announcement',
        times: { ...TIMES, speechStarted: null, transcribed: null, turnEnded: null, firstText: null },
      },
      ['tts', 'playback', 'turn'],
    ],
    [
      'words without an answer',
      {
        outcome: 'unanswered',
        times: {
          ...TIMES,
          answerStarted: null,
          firstText: null,
          firstAudio: null,
          textDone: null,
          audioSent: null,
        },
      },
      ['stt', 'end_of_turn', 'turn'],
    ],
  ])('makes no span of what did not happen in %s', async (_, turn, names) => {
    expect((await spansOf(turn)).map(({ name }) => name)).toEqual([...names, 'conversation']);
  });

  it('takes a resumed session as the same', async () => {
    await start();
    for (const how of ['new', 'resumed', 'taken_over'] as const)
      sessionStarted.publish(() => ({ sessionId, start: how }));
    sessionEnded.publish(() => ({ sessionId }));
    const [conversation, ...others] = exporter.getFinishedSpans();
    expect(others).toEqual([]);
    expect(conversation!.events.map(({ name }) => name)).toEqual(['resumed', 'taken_over']);
  });

  it('has the last spans sent at its end, and makes none after it', async () => {
    await start();
    const flush = vi.spyOn(provider, 'forceFlush');
    await sut.onApplicationShutdown();
    expect(flush).toHaveBeenCalledOnce();
    turnEnded.publish(() => endedTurn());
    expect(exporter.getFinishedSpans()).toEqual([]);
  });

  it('makes nothing without an SDK', async () => {
    await start(false);
    const build = vi.fn(() => endedTurn());
    turnEnded.publish(build);
    expect(build).not.toHaveBeenCalled();
  });
});
