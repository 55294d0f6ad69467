import { describe, expect, it } from 'vitest';
import { Scenario, withPolicies } from '../testing/scenario.js';

/** A sound for a recogniser that ends turns itself. */
function sound(scenario: Scenario, ms: number): Scenario {
  scenario.starts().advance(ms).advance(96).event({ type: 'speech_offset', agoMs: 96 });
  return scenario.advance(96).event({ type: 'speech_end', agoMs: 192, transcriptOwed: false });
}

const errors = (scenario: Scenario) => scenario.sent.filter(({ type }) => type === 'error');

describe('recogniser that ends turns itself', () => {
  it('starts the answer at an expected end of turn and confirms it at the reported end', () => {
    const scenario = new Scenario();
    sound(scenario, 700).event({ type: 'stt_partial', text: 'what time' });
    scenario.event({ type: 'stt_eager_end', text: 'what time' });
    expect(scenario.effect('generate').map(({ speculative }) => speculative)).toEqual([true]);
    scenario.event({ type: 'stt_resumed' }).advance(300);
    expect(scenario.effect('cancel')).toHaveLength(1);
    scenario.event({ type: 'stt_end_of_turn', text: 'what time is it' });
    expect(scenario.effect('generate').map(({ speculative }) => speculative)).toEqual([true, false]);
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'what time is it', is_final: true });
  });

  it.each([500, 0])(
    'ends an answer with %i ms of audio once if it is whole at the end of the turn',
    (audioMs) => {
      const policies = { bargeIn: { enabled: false }, speculation: { tts: true } };
      const scenario = new Scenario(withPolicies(policies));
      sound(scenario, 700).event({ type: 'stt_eager_end', text: 'what time is it' });
      scenario.answer('It is noon.', audioMs).event({ type: 'speech_onset', agoMs: 32 });
      scenario.event({ type: 'stt_end_of_turn', text: 'what time is it' });
      expect(scenario.commands('audio_end')).toEqual(['audio_end']);
      expect(scenario.data('metrics')).toHaveLength(1);
    },
  );

  it('does not repeat words when the turn goes on after an expected end', () => {
    const scenario = new Scenario();
    sound(scenario, 700).event({ type: 'stt_eager_end', text: 'what time' }).event({ type: 'stt_resumed' });
    scenario.event({ type: 'stt_partial', text: 'what time is' });
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'what time is' });
  });

  it('keeps the first half of a question that was ended too soon', () => {
    const scenario = new Scenario();
    sound(scenario, 700).event({ type: 'stt_end_of_turn', text: 'what is twenty' }).advance(200);
    sound(scenario, 700).event({ type: 'stt_partial', text: 'percent' });
    scenario.event({ type: 'stt_end_of_turn', text: 'percent of eighty' });
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'what is twenty percent of eighty' });
  });

  it('owes no transcript for a key', () => {
    const scenario = new Scenario().event({ type: 'mode_changed', mode: 'push_to_talk' });
    scenario.event({ type: 'push_to_talk', down: true }).advance(700);
    scenario.event({ type: 'push_to_talk', down: false, transcriptOwed: false }).advance(10_000);
    expect(errors(scenario)).toEqual([]);
    expect(scenario.state.utterance).toBeNull();
  });

  it('owes no transcript for a noise, so none is reported missing', () => {
    const scenario = sound(new Scenario(), 300);
    expect(scenario.state.phase).toBe('listening');
    scenario.advance(10_000);
    expect(scenario.state.utterance).toBeNull();
    expect(errors(scenario)).toEqual([]);
    expect(scenario.effect('generate')).toEqual([]);
  });

  it('resumes an answer after a noise', () => {
    const scenario = new Scenario().say('tell me a story').advance(1_000);
    scenario.answer('Once upon a time there was a fox.', 3_000).playback(200).advance(300);
    sound(scenario, 150).advance(2_000);
    expect(scenario.commands('pause_playback', 'resume_playback', 'flush')).toEqual([
      'pause_playback',
      'resume_playback',
    ]);
    expect(scenario.state.utterance).toBeNull();
  });

  it('ends its turn by a timeout', () => {
    const scenario = new Scenario();
    sound(scenario, 700).event({ type: 'stt_partial', text: 'what time is it' }).advance(3_000);
    expect(scenario.effect('generate')).toEqual([]);
    scenario.advance(2_500);
    expect(scenario.effect('generate')).toHaveLength(1);
    expect(errors(scenario)).toEqual([]);
  });

  it('leaves no transcript due when a fallback takes over', () => {
    const scenario = new Scenario();
    scenario.starts().advance(700).event({ type: 'speech_end', agoMs: 192 });
    scenario.event({ type: 'stt_end_of_turn', text: 'what time is it' });
    scenario.answer('It is noon.', 500).playback(500, 'drained').advance(2_000).forget();
    scenario.say('and the date').advance(2_000);
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'and the date', is_final: true });
  });
});
