import { describe, expect, it } from 'vitest';
import type { TurnRecord } from '../../common/telemetry/turn-record.js';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { ANSWER, Scenario, speaking, thinking, withPolicies } from '../testing/scenario.js';
import { UtteranceSlice } from './slices/utterance.js';
import { askedNotes } from './user/user-words.js';

const failure = (stage: 'stt' | 'llm' | 'tts', beginsAgain = false) =>
  new ProviderError(stage, 'x', 'provider_timeout', 'The words of the user: secret.', { beginsAgain });

const records = (scenario: Scenario): TurnRecord[] =>
  scenario.effect('turn_ended').map(({ record }) => record);

const cut = (scenario: Scenario): Scenario => scenario.starts().advance(1_200);

const whileThinking = (scenario = thinking()): Scenario => {
  scenario.event({ type: 'speech_start', agoMs: 0 }).event({ type: 'stt_partial', text: 'and in Rome' });
  return scenario;
};

describe('the record of a turn', () => {
  it.each<[string, () => Scenario, object[]]>([
    [
      'of an answer that was played',
      () => speaking().event({ type: 'tts_done', turnId: 1 }).playback(4_000, 'drained'),
      [{ turnId: 1, kind: 'voice', outcome: 'completed', reason: null, sentMs: 4_000, heardMs: 4_000 }],
    ],
    [
      'of an answer that the user spoke over',
      () => cut(speaking().playback(1_000)).event({ type: 'stt_partial', text: 'no I mean in Rome' }),
      [{ turnId: 1, outcome: 'interrupted', reason: 'barge_in', sentMs: 4_000 }],
    ],
    [
      'of an answer that a click stopped',
      () => speaking().event({ type: 'interrupt', turnId: 1, playedMs: 700 }),
      [{ turnId: 1, outcome: 'interrupted', reason: 'interrupt', heardMs: 700 }],
    ],
    [
      'of an answer that was stopped before it was heard',
      () => whileThinking().advance(1_500),
      [{ turnId: 1, outcome: 'interrupted', reason: 'replaced', sentMs: 0, heardMs: 0 }],
    ],
    [
      'of a typed turn, and of the answer that it replaces',
      () =>
        speaking().event({ type: 'text_input', text: 'hello' }).answer('Hi.', 400).playback(400, 'drained'),
      [
        { turnId: 1, outcome: 'interrupted', reason: 'replaced' },
        { turnId: 2, kind: 'typed', outcome: 'completed', chars: 3 },
      ],
    ],
    [
      'of speech that a typed turn cut off',
      () =>
        new Scenario()
          .event({ type: 'speech_start', agoMs: 0 })
          .event({ type: 'stt_partial', text: 'what is the' })
          .event({ type: 'text_input', text: 'hello' }),
      [{ turnId: 1, kind: 'voice', outcome: 'unanswered', reason: 'typed', chars: 0 }],
    ],
    [
      'of words that only stop the answer',
      () => cut(speaking()).event({ type: 'stt_partial', text: 'stop' }).ends('stop').advance(2_000),
      [
        { turnId: 1, outcome: 'interrupted', reason: 'barge_in' },
        { turnId: 2, kind: 'voice', outcome: 'unanswered', reason: 'stop_command' },
      ],
    ],
    [
      'of words that the recogniser lost',
      () =>
        new Scenario()
          .event({ type: 'speech_start', agoMs: 0 })
          .event({ type: 'stt_partial', text: 'what is the' })
          .event({ type: 'stt_failed', error: failure('stt') }),
      [
        {
          turnId: 1,
          outcome: 'unanswered',
          reason: 'provider',
          failure: { stage: 'stt', code: 'provider_timeout' },
        },
      ],
    ],
    [
      'of words that turned out to be none',
      () =>
        new Scenario()
          .event({ type: 'speech_start', agoMs: 0 })
          .event({ type: 'stt_partial', text: 'uh' })
          .advance(300)
          .event({ type: 'speech_end', agoMs: 0 })
          .event({ type: 'stt_final', text: '' })
          .advance(3_000),
      [{ turnId: 1, outcome: 'retracted', reason: 'no_words' }],
    ],
    [
      'of a turn whose model failed',
      () =>
        new Scenario()
          .say('hello')
          .advance(500)
          .event({ type: 'answer_failed', turnId: 1, error: failure('llm') }),
      [
        {
          turnId: 1,
          outcome: 'failed',
          reason: 'provider',
          failure: { stage: 'llm', code: 'provider_timeout' },
          // Nothing was sent, so it was not fast.
          times: { firstAudio: null, audioSent: null },
        },
      ],
    ],
    [
      'of a turn whose speech failed in the middle',
      () =>
        thinking()
          .audio(1_500, 1, 0)
          .event({ type: 'answer_failed', turnId: 1, error: failure('tts') })
          .advance(10_000),
      [{ turnId: 1, outcome: 'failed', failure: { stage: 'tts' }, sentMs: 1_500 }],
    ],
    [
      'of a turn that fails and is then stopped',
      () =>
        thinking()
          .audio(1_500, 1, 0)
          .event({ type: 'answer_failed', turnId: 1, error: failure('tts') })
          .event({ type: 'interrupt', turnId: 1, playedMs: 300 }),
      [{ turnId: 1, outcome: 'interrupted', reason: 'interrupt', failure: { stage: 'tts' }, heardMs: 300 }],
    ],
    [
      'of an answer that is begun again, which is one turn',
      () =>
        new Scenario()
          .say('hello')
          .advance(500)
          .event({ type: 'llm_text', turnId: 1, text: 'They greet me. ' })
          .event({ type: 'answer_failed', turnId: 1, error: failure('llm', true) })
          .answer('Hi.', 400, 2)
          .playback(400, 'drained', 2),
      [{ turnId: 2, kind: 'voice', outcome: 'completed', times: { speechStarted: expect.any(Number) } }],
    ],
    [
      'of an announcement',
      () =>
        new Scenario()
          .event({ type: 'announce', text: 'Hi.' })
          .audio(300)
          .event({ type: 'tts_done', turnId: 1 })
          .playback(300, 'drained'),
      [
        {
          turnId: 1,
          kind: 'announcement',
          outcome: 'completed',
          times: { speechStarted: null, firstText: null },
        },
      ],
    ],
    [
      'of an answer that the end of the session stops',
      () => speaking().event({ type: 'session_ended' }),
      [{ turnId: 1, outcome: 'interrupted', reason: 'session_ended' }],
    ],
    [
      'of words that the end of the session stops',
      () => whileThinking(new Scenario()).event({ type: 'session_ended' }),
      [{ turnId: 1, outcome: 'unanswered', reason: 'session_ended' }],
    ],
  ])('is written once: %s', (_name, play, expected) => {
    expect(records(play())).toMatchObject(expected);
  });

  it('is not written for a sound without words, a dropped speculation or a turn that still runs', () => {
    const noise = new Scenario().event({ type: 'speech_start', agoMs: 0 }).advance(300);
    noise.event({ type: 'speech_end', agoMs: 0 }).event({ type: 'stt_final', text: '' }).advance(5_000);
    expect(records(noise)).toEqual([]);
    const changed = new Scenario()
      .say('what time is it')
      .event({ type: 'llm_text', turnId: 1, text: ANSWER });
    expect(changed.state.answer?.stage.name).toBe('speculative');
    changed.starts().event({ type: 'stt_partial', text: 'in Rome' });
    expect(changed.effect('cancel')).toHaveLength(1);
    expect(records(changed)).toEqual([]);
  });

  it('counts the speculations of its turn', () => {
    const scenario = new Scenario()
      .say('what time is it')
      .starts()
      .event({ type: 'stt_partial', text: 'in Rome' });
    scenario.ends('in Rome').advance(500).answer('Noon.', 500).playback(500, 'drained');
    expect(records(scenario)).toMatchObject([
      { speculations: 2, speculationUsed: true, outcome: 'completed' },
    ]);
  });

  it('has the times of the turn by the wall clock, and their distances by the other', () => {
    const scenario = new Scenario(withPolicies({ speculation: { enabled: false } })).say(
      'what time is it',
      800,
    );
    const { now, wallTimeMs } = scenario;
    scenario.advance(500);
    scenario.event({ type: 'llm_text', turnId: 1, text: 'Noon.' }).event({ type: 'llm_done', turnId: 1 });
    scenario.advance(200).audio(600).advance(50).event({ type: 'tts_done', turnId: 1 });
    scenario.wallTimeMs += scenario.now - now;
    scenario.playback(600, 'drained');
    const { times } = records(scenario)[0]!;
    const speechEnded = wallTimeMs - 50 - 192;
    expect(times).toEqual({
      speechStarted: speechEnded - 800 - 64,
      asked: speechEnded,
      transcribed: wallTimeMs,
      turnEnded: expect.any(Number),
      answerStarted: times.turnEnded,
      firstText: wallTimeMs + 500,
      firstAudio: wallTimeMs + 700,
      textDone: wallTimeMs + 500,
      audioSent: wallTimeMs + 750,
      ended: wallTimeMs + 750,
    });
    expect(times.turnEnded).toBeGreaterThanOrEqual(times.transcribed!);
    expect(times.turnEnded).toBeLessThanOrEqual(times.firstText!);
  });

  it('does not know the start of speech whose end has not come, after speech whose words were dropped', () => {
    const utterance = new UtteranceSlice(null);
    utterance.startSpeech(1_000);
    utterance.endSpeech(1_500, false);
    expect(askedNotes(utterance.current, 4_000).speechStartedAt).toBe(1_000);
    utterance.startSpeech(3_000);
    utterance.discardWords();
    expect(askedNotes(utterance.current, 4_000).speechStartedAt).toBeNull();
  });

  it('has the tool calls with their times and outcomes, by plain names', () => {
    const scenario = new Scenario().say('what is open').advance(500);
    const call = (id: string, name: string) => ({ id, name, arguments: '{"q":"secret"}' });
    const calls = [call('a', 'list_tabs'), call('b', 'read'), call('c', 'my secret words')];
    scenario.event({ type: 'tool_calls', turnId: 1, calls }).advance(100);
    const result = (callId: string, content: string) =>
      scenario.event({ type: 'tool_result', turnId: 1, callId, content });
    result('a', '["secret"]');
    result('b', '{"error":"secret"}');
    scenario.answer('Two.', 300).playback(300, 'drained');
    const [record] = records(scenario);
    expect(record!.toolCalls).toMatchObject([
      { name: 'list_tabs', outcome: 'completed' },
      { name: 'read', outcome: 'failed' },
      { name: 'unknown', outcome: 'unfinished', endedAt: null },
    ]);
    const [{ startedAt, endedAt }] = record!.toolCalls as [TurnRecord['toolCalls'][number]];
    expect(endedAt! - startedAt).toBe(100);
    expect(JSON.stringify(record)).not.toContain('secret');
  });

  it('is bounded however many tools a model calls', () => {
    const scenario = new Scenario().say('what is open').advance(500);
    const calls = Array.from({ length: 500 }, (_, i) => ({
      id: `${i}`,
      name: 'x'.repeat(65),
      arguments: '',
    }));
    scenario.event({ type: 'tool_calls', turnId: 1, calls }).event({ type: 'session_ended' });
    expect(records(scenario)[0]!.toolCalls).toHaveLength(50);
    expect(records(scenario)[0]!.toolCalls[0]!.name).toBe('unknown');
  });

  it('has the words only if asked', () => {
    const played = (recordWords: boolean) => {
      const scenario = new Scenario({ ...withPolicies({}), recordWords }).say('hello there').advance(500);
      return records(scenario.answer('Hi.', 400).playback(400, 'drained'))[0]!;
    };
    expect(played(true).words).toEqual({ user: 'hello there', assistant: 'Hi.' });
    expect(JSON.stringify(played(false))).not.toMatch(/hello|Hi\./);
  });
});
