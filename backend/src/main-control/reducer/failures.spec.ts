import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { Scenario } from '../testing/scenario.js';

describe('failures', () => {
  const failed = (stage: 'llm' | 'tts') =>
    new ProviderError(stage, 'x', 'provider_unavailable', 'It is down.');

  it('ends the turn with an error when the model fails', () => {
    const scenario = new Scenario().say('hello').advance(500);
    scenario.event({ type: 'answer_failed', turnId: 1, error: failed('llm') });
    expect(scenario.sent).toContainEqual({
      type: 'error',
      error: 'It is down.',
      code: 'provider_unavailable',
      stage: 'llm',
      turn_id: 1,
      fatal: false,
    });
    expect(scenario.state.phase).toBe('listening');
  });

  it('speaks the text before a failure of the model', () => {
    const scenario = new Scenario().say('hello').advance(500);
    scenario.event({ type: 'llm_text', turnId: 1, text: 'Hi the' });
    scenario.event({ type: 'answer_failed', turnId: 1, error: failed('llm') });
    expect(scenario.effect('speak')).toMatchObject([{ text: 'Hi the' }]);
    expect(scenario.effect('speak_end')).toHaveLength(1);
  });

  it('takes thoughts back that were given out as an answer, and asks again', () => {
    const scenario = new Scenario().say('hello').advance(500);
    scenario.event({ type: 'llm_text', turnId: 1, text: 'They greet me, so I greet. ' }).audio(900, 1, 0);
    const history = scenario.state.history;
    scenario.forget();
    const error = new ProviderError('llm', 'x', 'provider_unavailable', 'Thoughts.', { beginsAgain: true });
    scenario.event({ type: 'answer_failed', turnId: 1, error });
    expect(scenario.effect('cancel')).toMatchObject([{ turnId: 1 }]);
    expect(scenario.commands('flush')).toHaveLength(1);
    expect(scenario.texts('assistant')).toMatchObject([{ turn_id: 1, text: '', is_final: true }]);
    expect(scenario.effect('generate')).toMatchObject([
      { turnId: 2, messages: [{ role: 'system' }, ...history], speculative: false },
    ]);
    scenario.event({ type: 'llm_text', turnId: 2, text: 'Hi.' }).event({ type: 'llm_done', turnId: 2 });
    expect(scenario.effect('speak')).toMatchObject([{ turnId: 2, text: 'Hi.' }]);
  });

  it('asks again only once, and then says what is wrong', () => {
    const scenario = new Scenario().say('hello').advance(500);
    const error = new ProviderError('llm', 'x', 'provider_unavailable', 'Thoughts.', { beginsAgain: true });
    for (const turnId of [1, 2]) {
      scenario.event({ type: 'llm_text', turnId, text: 'They greet me. ' });
      scenario.event({ type: 'answer_failed', turnId, error });
    }
    expect(scenario.effect('generate')).toHaveLength(2);
    expect(scenario.sent).toContainEqual(expect.objectContaining({ type: 'error', turn_id: 2 }));
  });

  it('leaves the text to read when TTS fails', () => {
    const scenario = new Scenario().say('hello').advance(500);
    scenario.event({ type: 'llm_text', turnId: 1, text: 'Hi.' }).event({ type: 'llm_done', turnId: 1 });
    scenario.event({ type: 'answer_failed', turnId: 1, error: failed('tts') });
    expect(scenario.texts('assistant').at(-1)).toMatchObject({ text: 'Hi.', is_final: true });
    expect(scenario.state.phase).toBe('listening');
  });

  it('lets the model finish when TTS fails, so that the rest can be read', () => {
    const scenario = new Scenario().say('hello').advance(500);
    scenario.event({ type: 'llm_text', turnId: 1, text: 'One moment. ' }).audio(900, 1, 0).forget();
    scenario.event({ type: 'answer_failed', turnId: 1, error: failed('tts') }).playback(900, 'drained', 1);
    expect(scenario.effect('cancel')).toEqual([]);
    expect(scenario.effect('cancel_speech')).toHaveLength(1);
    expect(scenario.state.phase).toBe('speaking');
    scenario
      .event({ type: 'llm_text', turnId: 1, text: 'It is clear.' })
      .event({ type: 'llm_done', turnId: 1 });
    scenario.advance(5_000);
    expect(scenario.texts('assistant').at(-1)).toMatchObject({
      text: 'One moment. It is clear.',
      is_final: true,
    });
    expect(scenario.state.history.at(-1)).toMatchObject({
      content: 'One moment.',
      unheard: 'It is clear.',
    });
    expect(scenario.commands('audio_end')).toHaveLength(1);
    expect(scenario.state.phase).toBe('listening');
  });

  it.each(['a model that is done twice', 'a user who interrupts'])(
    'sends metrics once after a TTS failure, with %s',
    (trouble) => {
      const scenario = new Scenario().say('hello').advance(500);
      scenario.event({ type: 'llm_text', turnId: 1, text: 'One moment. ' }).audio(900, 1, 0);
      scenario.event({ type: 'answer_failed', turnId: 1, error: failed('tts') });
      const isTwice = trouble.startsWith('a model');
      if (isTwice) scenario.event({ type: 'llm_done', turnId: 1 }).event({ type: 'llm_done', turnId: 1 });
      else scenario.event({ type: 'interrupt', turnId: 1 });
      scenario.advance(5_000);
      expect(scenario.commands('audio_end')).toHaveLength(isTwice ? 1 : 0);
      expect(scenario.data('metrics')).toHaveLength(1);
    },
  );

  it('continues with the partial if no final comes, and ignores a late final', () => {
    const scenario = new Scenario().event({ type: 'speech_start', agoMs: 64 }).advance(500);
    scenario
      .event({ type: 'stt_partial', text: 'hello' })
      .event({ type: 'speech_end', agoMs: 256 })
      .advance(6_000);
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'hello', is_final: true });
    expect(scenario.sent.find(({ type }) => type === 'error')).toBeUndefined();
    scenario.answer('Hi.', 500).playback(500, 'drained').forget();
    scenario.event({ type: 'stt_final', text: 'hello' }).advance(1_000);
    expect(scenario.effects).toEqual([]);
  });

  it('reports a recogniser that sends nothing, after time for its own report', () => {
    const scenario = new Scenario().event({ type: 'speech_start', agoMs: 64 }).advance(500);
    scenario.event({ type: 'speech_end', agoMs: 192 }).advance(10_000);
    expect(scenario.sent.filter(({ type }) => type === 'error')).toEqual([]);
    scenario.advance(1_000);
    expect(scenario.sent.filter(({ type }) => type === 'error')).toMatchObject([
      { code: 'provider_timeout', stage: 'stt' },
    ]);
    expect(scenario.state.utterance).toBeNull();
  });
});
