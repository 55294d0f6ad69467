import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVERSATION_OPTIONS } from '../options/conversation-options.js';
import { Scenario, speaking } from '../testing/scenario.js';

describe('typed turn', () => {
  it('is a turn of its own that replaces the spoken answer', () => {
    const scenario = speaking().playback(2_000).forget().event({ type: 'text_input', text: 'stop that' });
    expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'replaced' }]);
    expect(scenario.texts('user')).toMatchObject([{ turn_id: 2, text: 'stop that', is_final: true }]);
    expect(scenario.effect('generate')).toMatchObject([{ turnId: 2 }]);
    expect(scenario.state.history.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  });

  it('is answered as typed words', () => {
    const scenario = new Scenario().event({ type: 'text_input', text: 'click 13' });
    const [{ messages } = { messages: [] }] = scenario.effect('generate');
    expect(messages.at(-1)).toEqual({ role: 'user', content: 'click 13', isTyped: true });
  });

  it('keeps unfinished speech as a turn', () => {
    const scenario = new Scenario().event({ type: 'speech_start', agoMs: 0 });
    scenario.event({ type: 'stt_partial', text: 'what is the' }).event({ type: 'text_input', text: 'hello' });
    expect(scenario.texts('user').filter(({ is_final }) => is_final)).toMatchObject([
      { turn_id: 1, text: 'what is the' },
      { turn_id: 2, text: 'hello' },
    ]);
  });
});

describe('push to talk', () => {
  it('ends the turn when the key is released, without waiting for silence', () => {
    const scenario = new Scenario().event({ type: 'mode_changed', mode: 'push_to_talk' });
    expect(scenario.state.phase).toBe('idle');
    scenario
      .event({ type: 'push_to_talk', down: true })
      .advance(900)
      .event({ type: 'push_to_talk', down: false });
    expect(scenario.state.phase).toBe('listening');
    scenario.advance(60).event({ type: 'stt_final', text: 'what time is it' });
    expect(scenario.effect('generate')).toHaveLength(1);
  });
});

describe('announcements', () => {
  it('speaks the greeting', () => {
    const options = { ...DEFAULT_CONVERSATION_OPTIONS, greeting: 'Hello!' };
    const scenario = new Scenario(options);
    expect(scenario.effect('speak')).toMatchObject([{ turnId: 1, text: 'Hello!' }]);
    expect(scenario.state.phase).toBe('listening');
    expect(scenario.audio(500).state.phase).toBe('speaking');
  });

  it('waits until neither side speaks', () => {
    const scenario = new Scenario().event({ type: 'speech_start', agoMs: 0 });
    scenario.event({ type: 'announce', text: 'Your timer is done.' });
    expect(scenario.effect('speak')).toEqual([]);
    scenario
      .advance(400)
      .event({ type: 'speech_end', agoMs: 256 })
      .event({ type: 'stt_final', text: '' })
      .advance(500);
    expect(scenario.effect('speak')).toMatchObject([{ text: 'Your timer is done.' }]);
  });
});
