import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVERSATION_OPTIONS } from '../options/conversation-options.js';
import { Scenario } from '../testing/scenario.js';

describe('turn', () => {
  it('goes from listening to thinking to speaking and back', () => {
    const scenario = new Scenario()
      .say('what time is it')
      .advance(500)
      .answer('Noon.', 700)
      .playback(700, 'drained');
    expect(scenario.phases).toEqual(['listening', 'listening', 'thinking', 'speaking', 'listening']);
    expect(scenario.texts('user').map(({ text, is_final }) => [text, is_final])).toEqual([
      ['what time is it', false],
      ['what time is it', false],
      ['what time is it', true],
    ]);
    expect(scenario.texts('assistant').at(-1)).toMatchObject({
      text: 'Noon.',
      is_final: true,
      interrupted: false,
    });
    expect(scenario.state.history).toEqual([
      { role: 'user', content: 'what time is it' },
      { role: 'assistant', content: 'Noon.' },
    ]);
  });

  it('ends 600 ms after speech that may be complete, not before', () => {
    const scenario = new Scenario().say('what time is it').advance(354);
    expect(scenario.state.phase).toBe('listening');
    expect(scenario.advance(10).state.phase).toBe('thinking');
  });

  it('ends soon after a whole command, and late after an open sentence', () => {
    const grammar = { isCommand: (text: string) => text === 'what time is it', isBeginning: () => false };
    const options = { ...DEFAULT_CONVERSATION_OPTIONS, greeting: '', grammar };
    expect(new Scenario(options).say('what time is it').advance(84).state.phase).toBe('thinking');
    const open = new Scenario(options).say('what time is it and').advance(744);
    expect(open.state.phase).toBe('listening');
    expect(open.advance(20).state.phase).toBe('thinking');
  });

  it('counts the silence from the end of the newest words, and from those before a noise', () => {
    const scenario = new Scenario().say('what time is it').advance(300).say('in tokyo').advance(354);
    expect(scenario.state.phase).toBe('listening');
    expect(scenario.advance(10).state.phase).toBe('thinking');
    const noise = new Scenario().say('what time is it').advance(50).starts().advance(50).ends('');
    expect(noise.advance(40).state.phase).toBe('thinking');
  });

  it('does not end in a pause of 700 ms inside a sentence', () => {
    const scenario = new Scenario().say('set a timer for').advance(394).say('five minutes').advance(700);
    expect(scenario.texts('user').filter(({ is_final }) => is_final)).toMatchObject([
      { turn_id: 1, text: 'set a timer for five minutes' },
    ]);
  });

  it('takes back an unheard answer when the user goes on', () => {
    const scenario = new Scenario().say('what time is it').advance(500).say('in tokyo').advance(500);
    expect(scenario.effect('cancel')).toEqual([{ type: 'cancel', turnId: 1 }]);
    expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'replaced' }]);
    expect(scenario.state.history).toEqual([{ role: 'user', content: 'what time is it in tokyo' }]);
  });

  it('does not number a noise as a turn', () => {
    const scenario = new Scenario().event({ type: 'speech_start', agoMs: 64 }).advance(300);
    scenario.event({ type: 'speech_end', agoMs: 256 }).event({ type: 'stt_final', text: '' }).advance(1_000);
    expect(scenario.state).toMatchObject({ turnId: 0, utterance: null, phase: 'listening' });
    expect(scenario.texts('user')).toEqual([]);
  });

  it('sends metrics once, counted from the end of speech', () => {
    const scenario = new Scenario()
      .say('what time is it')
      .advance(500)
      .answer('Noon.', 700)
      .playback(700, 'drained');
    expect(scenario.data('metrics')).toEqual([
      {
        turn_id: 1,
        stt_final_ms: 242,
        llm_first_token_ms: 742,
        tts_first_audio_ms: 742,
        total_ms: 742,
        speculations: 1,
        speculation_used: 1,
      },
    ]);
  });

  it('ends when a client without reports should have played all of it', () => {
    const scenario = new Scenario().say('hello').advance(500).answer('Hi there.', 900);
    scenario.advance(890);
    expect(scenario.state.phase).toBe('speaking');
    scenario.advance(20);
    expect(scenario.state.phase).toBe('listening');
  });

  it('ends for a model that says nothing', () => {
    const scenario = new Scenario().say('hello').advance(500);
    scenario.event({ type: 'llm_done', turnId: 1 }).event({ type: 'tts_done', turnId: 1 });
    expect(scenario.state.phase).toBe('listening');
    expect(scenario.texts('assistant')).toMatchObject([{ text: '', is_final: true }]);
  });

  it('speaks each sentence while the model goes on', () => {
    const scenario = new Scenario().say('hello').advance(500);
    scenario.event({ type: 'llm_text', turnId: 1, text: 'Pi is 3.14, roughly. And **more' });
    expect(scenario.effect('speak').map(({ text }) => text)).toEqual(['Pi is 3.14, roughly.']);
    scenario
      .event({ type: 'llm_text', turnId: 1, text: '** is there' })
      .event({ type: 'llm_done', turnId: 1 });
    expect(scenario.effect('speak').map(({ text }) => text)).toEqual([
      'Pi is 3.14, roughly.',
      'And more is there',
    ]);
    expect(scenario.effect('speak_end')).toHaveLength(1);
  });

  it('stamps transcripts with wall time, even if it goes back', () => {
    const scenario = new Scenario();
    scenario.wallTimeMs = 1_790_000_000_000;
    scenario.say('what time is it');
    scenario.wallTimeMs -= 3_600_000;
    scenario.advance(700);
    expect(scenario.texts('user').map(({ text_ts }) => text_ts)).toEqual([
      1_790_000_000_000, 1_790_000_000_000, 1_789_996_400_000,
    ]);
  });

  it('keeps a bounded history', () => {
    const scenario = new Scenario({ ...DEFAULT_CONVERSATION_OPTIONS, greeting: '', historyMessages: 4 });
    for (let i = 0; i < 10; i++) {
      scenario
        .event({ type: 'text_input', text: `question ${i}` })
        .answer('Yes.', 100)
        .playback(100, 'drained');
    }
    expect(scenario.state.history).toHaveLength(4);
    expect(scenario.state.history[2]).toMatchObject({ role: 'user', content: 'question 9' });
  });

  it('shows reasoning as raw and never speaks it', () => {
    const scenario = new Scenario().event({ type: 'text_input', text: 'hm' });
    scenario.event({ type: 'llm_reasoning', turnId: 1, text: 'let me see' });
    expect(scenario.texts('assistant')).toMatchObject([
      { data_type: 'raw', text: '{"type":"reasoning","data":{"text":"let me see"}}' },
    ]);
    expect(scenario.effect('speak')).toEqual([]);
  });
});
