import { afterEach, describe, expect, it, vi } from 'vitest';
import { turnEnded, type TurnEnded } from '../../common/telemetry/channels.js';
import { EarshotConfig } from '../../config/config.dto.js';
import { endedTurn } from '../testing/ended-turn.js';
import { turnFields } from './turn-fields.js';
import { turnLine } from './turn-line.js';
import { TurnLogService } from './turn-log.service.js';

const { times: TIMES } = endedTurn();
const { asked } = TIMES;
const NOTHING = {
  ...TIMES,
  transcribed: null,
  turnEnded: null,
  answerStarted: null,
  firstText: null,
  firstAudio: null,
  textDone: null,
  audioSent: null,
};
const TIMED_OUT = { stage: 'llm', code: 'provider_timeout' } as const;
const tool = (name: string, ms: number | null, outcome: TurnEnded['toolCalls'][number]['outcome']) => ({
  name,
  startedAt: asked,
  endedAt: ms === null ? null : asked + ms,
  outcome,
});

describe(turnLine.name, () => {
  it.each<[string, Partial<TurnEnded>, string]>([
    [
      'an answer',
      {},
      'Turn 3 of 4f2a: answered in 412 ms (heard 120, model 3, voice 289), embedded/skills/embedded',
    ],
    [
      'an answer after a pause',
      { times: { ...TIMES, turnEnded: asked + 400, firstText: asked + 700, firstAudio: asked + 900 } },
      'Turn 3 of 4f2a: answered in 900 ms (heard 120, pause 280, model 300, voice 200), embedded/skills/embedded',
    ],
    [
      'an answer that was begun ahead',
      { times: { ...TIMES, firstText: asked + 90, turnEnded: asked + 400, firstAudio: asked + 401 } },
      'Turn 3 of 4f2a: answered in 401 ms (heard 120, model 0, voice 281), embedded/skills/embedded',
    ],
    [
      'a typed turn',
      {
        kind: 'typed',
        times: { ...TIMES, transcribed: null, turnEnded: asked },
        providers: { llm: { name: 'openai' } },
      },
      'Turn 3 of 4f2a: answered in 412 ms (model 123, voice 289), openai',
    ],
    [
      'an announcement',
      {
        kind: 'announcement',
        times: { ...NOTHING, firstAudio: asked + 80.4 },
        providers: { tts: { name: 'embedded' } },
      },
      'Announcement 3 of 4f2a: said in 80 ms (voice 80), embedded',
    ],
    [
      'an interruption',
      { outcome: 'interrupted', reason: 'barge_in', heardMs: 812.5, providers: {} },
      'Turn 3 of 4f2a: answered in 412 ms (heard 120, model 3, voice 289), stopped after 813 of 2400 ms (barge_in)',
    ],
    [
      'an interruption before the first audio',
      { outcome: 'interrupted', reason: 'replaced', sentMs: 0, heardMs: 0, times: NOTHING, providers: {} },
      'Turn 3 of 4f2a: stopped before its audio (replaced)',
    ],
    [
      'a failure',
      { outcome: 'failed', reason: 'provider', failure: TIMED_OUT, times: NOTHING, providers: {} },
      'Turn 3 of 4f2a: llm failed (provider_timeout)',
    ],
    [
      'a stop command',
      { outcome: 'unanswered', reason: 'stop_command', times: NOTHING, providers: {} },
      'Turn 3 of 4f2a: not answered (stop_command)',
    ],
    [
      'a recogniser that failed',
      {
        outcome: 'unanswered',
        reason: 'provider',
        failure: { stage: 'stt', code: 'provider_auth' },
        providers: {},
      },
      'Turn 3 of 4f2a: not answered, stt failed (provider_auth)',
    ],
    [
      'an echo',
      { outcome: 'retracted', reason: 'not_a_turn', times: NOTHING, providers: {} },
      'Turn 3 of 4f2a: taken back (not_a_turn)',
    ],
    ['an empty answer', { times: NOTHING, providers: {} }, 'Turn 3 of 4f2a: answered with nothing'],
    [
      'tools',
      {
        times: NOTHING,
        providers: {},
        toolCalls: [
          tool('list_tabs', 120, 'completed'),
          tool('read', 8, 'failed'),
          tool('wait', null, 'unfinished'),
        ],
      },
      'Turn 3 of 4f2a: answered with nothing, tools: list_tabs 120 ms, read failed 8 ms, wait unfinished',
    ],
    [
      'many tools',
      {
        times: NOTHING,
        providers: {},
        toolCalls: Array.from({ length: 50 }, () => tool('a', 1, 'completed')),
      },
      'Turn 3 of 4f2a: answered with nothing, tools: a 1 ms, a 1 ms, a 1 ms, a 1 ms, a 1 ms, and 45 more',
    ],
    [
      'words, if they are recorded',
      { times: NOTHING, providers: {}, words: { user: 'say "hi"\n', assistant: 'x'.repeat(9_000) } },
      `Turn 3 of 4f2a: answered with nothing, user: "say \\"hi\\"\\n", answer: "${'x'.repeat(500)}"`,
    ],
  ])('tells of %s', (_, changes, line) => expect(turnLine(endedTurn(changes))).toBe(line));
});

describe(turnFields.name, () => {
  it('has all names whatever is known', () => {
    const empty = turnFields(endedTurn({ times: NOTHING, providers: {} }));
    expect(Object.keys(empty)).toEqual(Object.keys(turnFields(endedTurn())));
    expect(turnFields(endedTurn({ failure: TIMED_OUT, toolCalls: [tool('read', 8, 'failed')] }))).toEqual({
      session: '4f2a0b1e-9d3a-4c63-8a0c-5a2b7c1d9e11',
      turn: 3,
      kind: 'voice',
      outcome: 'completed',
      reason: null,
      failed_stage: 'llm',
      error_code: 'provider_timeout',
      asked_at: asked,
      speech_ms: 900,
      stt_final_ms: 120,
      turn_end_ms: 120,
      llm_first_token_ms: 123,
      tts_first_audio_ms: 412,
      total_ms: 1_500,
      ended_ms: 2_900,
      sent_ms: 2_400,
      heard_ms: 2_400,
      chars: 42,
      speculations: 0,
      speculation_used: false,
      tools: [{ name: 'read', outcome: 'failed', ms: 8 }],
      stt: 'embedded',
      llm: 'skills',
      llm_model: null,
      tts: 'embedded',
      input_tokens: null,
      output_tokens: null,
    });
  });

  it('has the tokens that are known', () => {
    const usage = { input: 1_200, output: 0 };
    expect(turnFields(endedTurn({ usage }))).toMatchObject({ input_tokens: 1_200, output_tokens: 0 });
  });
});

describe(TurnLogService.name, () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([
    [{}, /^Turn 3 of 4f2a: /],
    [{ format: 'json' as const }, /^{"level":"log",.*"turn":3,/],
    [{ turns: false }, undefined],
  ])('with %j writes lines like %s, until it is stopped', (log, pattern) => {
    const print = vi.spyOn(console, 'log').mockReturnValue();
    const config = new EarshotConfig();
    Object.assign(config.log, log);
    const sut = new TurnLogService(config);
    sut.onApplicationBootstrap();
    turnEnded.publish(() => endedTurn());
    sut.onApplicationShutdown();
    turnEnded.publish(() => endedTurn());
    const lines = print.mock.calls.map(([line]) => line as string);
    expect(lines).toEqual(pattern ? [expect.stringMatching(pattern)] : []);
  });
});
