import { describe, expect, it } from 'vitest';
import { Scenario, speaking } from '../../testing/scenario.js';

const asleep = (scenario = new Scenario()) => scenario.event({ type: 'sleep', on: true });

const sleeps = ({ sent }: Scenario) =>
  sent.flatMap((message) => (message.type === 'cmd' && message.name === 'sleep' ? [message.data.state] : []));

describe('an assistant that is asleep', () => {
  it('says so, once', () => {
    const scenario = asleep(asleep());
    expect(sleeps(scenario)).toEqual(['on']);
    expect(scenario.state.phase).toBe('waiting');
  });

  it('shows, keeps and answers nothing', () => {
    const scenario = asleep().forget();
    scenario.say('what time is it').advance(5_000).event({ type: 'stt_eager_end', text: 'hello' });
    scenario.event({ type: 'stt_end_of_turn', text: 'hello there' }).advance(5_000);
    expect(scenario.effects).toEqual([]);
    expect(scenario.state).toMatchObject({ utterance: null, history: [], turnId: 0 });
  });

  it('drops what was being said, and its transcript', () => {
    const scenario = new Scenario().starts().advance(500).event({ type: 'stt_partial', text: 'my secret' });
    asleep(scenario).ends('my secret is').advance(3_000);
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: '', is_final: true });
    expect(scenario.state).toMatchObject({ utterance: null, history: [], phase: 'waiting' });
    expect(scenario.effect('turn_ended').map(({ record }) => record.outcome)).toEqual(['retracted']);
  });

  it('finishes what it says, and speech does not interrupt it', () => {
    const scenario = asleep(speaking().playback(500).starts());
    expect(scenario.commands('pause_playback', 'resume_playback')).toEqual([
      'pause_playback',
      'resume_playback',
    ]);
    scenario.advance(1_500).event({ type: 'stt_partial', text: 'stop it now' });
    expect(scenario.state.phase).toBe('speaking');
    scenario.event({ type: 'tts_done', turnId: 1 }).playback(4_000, 'drained');
    expect(scenario.state.phase).toBe('waiting');
  });

  it('announces reminders', () => {
    const scenario = asleep().event({ type: 'announce', text: 'Your timer is done.', untilHeard: true });
    expect(scenario.effect('speak')).toMatchObject([{ text: 'Your timer is done.' }]);
    scenario.audio(500).event({ type: 'tts_done', turnId: 1 }).playback(500, 'drained');
    expect(scenario.state.phase).toBe('waiting');
  });

  it.each<[string, (scenario: Scenario) => Scenario, string]>([
    [
      '"wake up", which is answered',
      (scenario) => scenario.say('Hey Earshot, wake up').advance(1_500),
      'thinking',
    ],
    [
      '"wake up" from a recogniser that ends turns itself',
      (scenario) => scenario.event({ type: 'stt_end_of_turn', text: 'wake up' }),
      'thinking',
    ],
    ['typed text', (scenario) => scenario.event({ type: 'text_input', text: 'hello' }), 'thinking'],
    [
      'the push-to-talk key',
      (scenario) =>
        scenario
          .event({ type: 'mode_changed', mode: 'push_to_talk' })
          .event({ type: 'push_to_talk', down: true }),
      'listening',
    ],
    ['a command of the client', (scenario) => scenario.event({ type: 'sleep', on: false }), 'listening'],
  ])('is woken by %s', (_, wake, phase) => {
    const scenario = wake(asleep());
    expect(sleeps(scenario)).toEqual(['on', 'off']);
    expect(scenario.state.phase).toBe(phase);
  });

  it('is not woken by a sentence with these words', () => {
    expect(asleep().say('I wake up at seven').advance(2_000).state.phase).toBe('waiting');
  });

  it('hears everything again when it is awake', () => {
    const scenario = asleep().event({ type: 'sleep', on: false }).say('what time is it').advance(1_500);
    expect(scenario.effect('generate')).toHaveLength(1);
  });
});
