import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { DEFAULT_CONVERSATION_OPTIONS } from '../options/conversation-options.js';
import { reduce } from './reducer.js';
import { Scenario } from '../testing/scenario.js';

const ANSWER = 'It is noon in London now. The day is bright and warm.';

/** A turn whose answer is playing: 2 s of audio for the first sentence, 2 s for the second. */
function speaking(): Scenario {
  const scenario = new Scenario().say('what time is it').advance(500);
  const turnId = scenario.state.turnId;
  scenario.event({ type: 'llm_text', turnId, text: ANSWER }).event({ type: 'llm_done', turnId });
  return scenario.audio(2_000, turnId, 0).audio(2_000, turnId, 1);
}

describe(reduce.name, () => {
  describe('a turn', () => {
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

    it('ends 600 ms after speech of which nothing more is known, not before', () => {
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

    it('goes on over a pause of 700 ms inside a sentence', () => {
      const scenario = new Scenario().say('set a timer for').advance(394).say('five minutes').advance(700);
      expect(scenario.texts('user').filter(({ is_final }) => is_final)).toMatchObject([
        { turn_id: 1, text: 'set a timer for five minutes' },
      ]);
    });

    it('takes back an answer that nobody heard when the user goes on', () => {
      const scenario = new Scenario().say('what time is it').advance(500).say('in tokyo').advance(500);
      expect(scenario.effect('cancel')).toEqual([{ type: 'cancel', turnId: 1 }]);
      expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'replaced' }]);
      expect(scenario.state.history).toEqual([{ role: 'user', content: 'what time is it in tokyo' }]);
    });

    it('uses no turn for noise', () => {
      const scenario = new Scenario().event({ type: 'speech_start', agoMs: 64 }).advance(300);
      scenario
        .event({ type: 'speech_end', agoMs: 256 })
        .event({ type: 'stt_final', text: '' })
        .advance(1_000);
      expect(scenario.state).toMatchObject({ turnId: 0, utterance: null, phase: 'listening' });
      expect(scenario.texts('user')).toEqual([]);
    });

    it('counts metrics from the end of speech, once', () => {
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

    it('is over when a client that reports nothing must have played all of it', () => {
      const scenario = new Scenario().say('hello').advance(500).answer('Hi there.', 900);
      scenario.advance(890);
      expect(scenario.state.phase).toBe('speaking');
      scenario.advance(20);
      expect(scenario.state.phase).toBe('listening');
    });

    it('is over for a silent model too', () => {
      const scenario = new Scenario().say('hello').advance(500);
      scenario.event({ type: 'llm_done', turnId: 1 }).event({ type: 'tts_done', turnId: 1 });
      expect(scenario.state.phase).toBe('listening');
      expect(scenario.texts('assistant')).toMatchObject([{ text: '', is_final: true }]);
    });

    it('speaks sentence by sentence while the model goes on', () => {
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
  });

  describe('barge-in', () => {
    it('by words cancels, flushes, and keeps what was heard', () => {
      const scenario = speaking().playback(2_000).forget().event({ type: 'stt_partial', text: 'no' });
      expect(scenario.effect('cancel')).toEqual([{ type: 'cancel', turnId: 1 }]);
      expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'barge_in' }]);
      expect(scenario.texts('assistant')).toMatchObject([
        { turn_id: 1, text: 'It is noon in London now.', is_final: true, interrupted: true },
      ]);
      expect(scenario.state.history.at(-1)).toEqual({
        role: 'assistant',
        content: 'It is noon in London now.',
        interrupted: true,
        unheard: 'The day is bright and warm.',
      });
      expect(scenario.texts('user')).toMatchObject([{ turn_id: 2, text: 'no', is_final: false }]);
    });

    it('holds the answer at the first sound, and stops it when speech lasts, even without words', () => {
      const scenario = speaking().forget().starts();
      expect(scenario.commands()).toEqual(['pause_playback']);
      scenario.advance(700);
      expect(scenario.flushes()).toEqual([]);
      scenario.advance(40);
      expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'barge_in' }]);
    });

    it('is not what a cough of 300 ms does: the answer is held, and goes on 64 ms after it', () => {
      const scenario = speaking().forget().starts().advance(268).ends('').advance(2_000);
      expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
      expect(scenario.state.answer?.turnId).toBe(1);
      expect(scenario.state.utterance).toBeNull();
    });

    it('is not what a hum of two syllables does, which no recogniser finds words in', () => {
      // 420 ms, of which the detector hears 250 ms more than there is.
      const scenario = speaking().forget().starts().advance(638).ends('').advance(2_000);
      expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
      expect(scenario.state.answer?.turnId).toBe(1);
    });

    it('is what a sentence does that begins with a word like a hum', () => {
      const scenario = speaking().forget().starts().advance(350).event({ type: 'stt_partial', text: 'but' });
      scenario.advance(100).event({ type: 'stt_partial', text: 'but what about Paris' }).advance(300);
      expect(scenario.flushes()).toHaveLength(1);
    });

    it.each(['mhm', 'but', 'okay', 'right', 'yeah okay', 'I see', 'uh huh'])(
      'is not what “%s” does',
      (words) => {
        const scenario = speaking().forget().starts().advance(350);
        scenario.event({ type: 'stt_partial', text: words }).advance(150).ends(words).advance(2_000);
        expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
        expect(scenario.texts('user')).toEqual([]);
        expect(scenario.state.history.map(({ role }) => role)).toEqual(['user']);
      },
    );

    it.each(['stop', 'no', 'wait', 'wait a minute', 'okay stop'])('is what “%s” always does', (words) => {
      const scenario = speaking().forget().starts().advance(300).event({ type: 'stt_partial', text: words });
      expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'barge_in' }]);
    });

    it('by “stop” alone is not answered', () => {
      const scenario = speaking().forget().say('stop').advance(1_000);
      expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'stop', is_final: true });
      expect(scenario.effect('generate').filter(({ speculative }) => !speculative)).toEqual([]);
      expect(scenario.state.phase).toBe('listening');
    });

    it('does not come from the first guess at a word', () => {
      const scenario = speaking()
        .forget()
        .starts()
        .advance(350)
        .event({ type: 'stt_partial', text: 'you have' });
      scenario.ends('yeah').advance(2_000);
      expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
    });

    it('comes too from words that are recognised after the hold was let go', () => {
      const scenario = speaking().forget().starts().advance(200).ends('no');
      expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback', 'flush']);
    });

    it('leaves nothing of a “right” for a later turn', () => {
      const scenario = speaking()
        .starts()
        .advance(350)
        .event({ type: 'stt_partial', text: 'right' })
        .ends('right');
      scenario.advance(500).forget().say('stop').advance(1_500);
      expect(scenario.texts('user').map(({ text }) => text)).toEqual(['stop', 'stop', 'stop']);
    });

    it('does not come from the assistant’s own voice', () => {
      const scenario = speaking().playback(3_900).forget().starts().advance(300);
      scenario
        .event({ type: 'stt_partial', text: 'the day is bright' })
        .ends('the day is bright and')
        .advance(2_000);
      expect(scenario.flushes()).toEqual([]);
      expect(scenario.texts('user')).toEqual([]);
    });

    it('lets nothing of the old turn out afterwards', () => {
      const scenario = speaking().event({ type: 'stt_partial', text: 'wait' }).forget();
      scenario.event({ type: 'llm_text', turnId: 1, text: ' More.' }).audio(500, 1, 1);
      scenario.event({ type: 'llm_done', turnId: 1 }).event({ type: 'tts_done', turnId: 1 });
      scenario.playback(2_000, 'flushed', 1);
      expect(scenario.effects).toEqual([]);
    });

    it('before any audio leaves no assistant words in the history', () => {
      const scenario = new Scenario().event({ type: 'text_input', text: 'tell me a story' });
      scenario
        .event({ type: 'llm_text', turnId: 1, text: 'Once upon a time. ' })
        .event({ type: 'text_input', text: 'no' });
      expect(scenario.state.history.map(({ role }) => role)).toEqual(['user', 'user']);
      expect(scenario.texts('assistant').at(-1)).toMatchObject({ turn_id: 1, text: '', interrupted: true });
    });

    it('by button cuts at the position that the client reports', () => {
      const scenario = speaking().event({ type: 'interrupt', turnId: 1, playedMs: 1_000 });
      expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'interrupt' }]);
      expect(scenario.texts('assistant').at(-1)!.text).toBe('It is noon in');
      expect(scenario.state.phase).toBe('listening');
    });

    it('by a late click on an older turn stops nothing', () => {
      const scenario = speaking().forget().event({ type: 'interrupt', turnId: 0 });
      expect(scenario.effects).toEqual([]);
    });

    it('is no interruption when everything had been heard', () => {
      const scenario = new Scenario()
        .say('hello')
        .advance(500)
        .answer('Hi there.', 900)
        .playback(900)
        .forget();
      scenario.event({ type: 'stt_partial', text: 'thanks' });
      expect(scenario.flushes()).toEqual([]);
      expect(scenario.texts('assistant')).toMatchObject([
        { text: 'Hi there.', is_final: true, interrupted: false },
      ]);
    });
  });

  describe('typing', () => {
    it('is a turn of its own, which replaces the answer that is being spoken', () => {
      const scenario = speaking().playback(2_000).forget().event({ type: 'text_input', text: 'stop that' });
      expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'replaced' }]);
      expect(scenario.texts('user')).toMatchObject([{ turn_id: 2, text: 'stop that', is_final: true }]);
      expect(scenario.effect('generate')).toMatchObject([{ turnId: 2 }]);
      expect(scenario.state.history.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    });

    it('keeps what was being said', () => {
      const scenario = new Scenario().event({ type: 'speech_start', agoMs: 0 });
      scenario
        .event({ type: 'stt_partial', text: 'what is the' })
        .event({ type: 'text_input', text: 'hello' });
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
    it('greets when asked to', () => {
      const options = { ...DEFAULT_CONVERSATION_OPTIONS, greeting: 'Hello!' };
      const scenario = new Scenario(options);
      expect(scenario.effect('speak')).toMatchObject([{ turnId: 1, text: 'Hello!' }]);
      expect(scenario.state.phase).toBe('listening');
      expect(scenario.audio(500).state.phase).toBe('speaking');
    });

    it('wait until nobody speaks', () => {
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

  describe('failures', () => {
    const failed = (stage: 'llm' | 'tts') =>
      new ProviderError(stage, 'x', 'provider_unavailable', 'It is down.');

    it('of the model end the turn with an error', () => {
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

    it('of the model in mid-answer let what it said be heard', () => {
      const scenario = new Scenario().say('hello').advance(500);
      scenario.event({ type: 'llm_text', turnId: 1, text: 'Hi the' });
      scenario.event({ type: 'answer_failed', turnId: 1, error: failed('llm') });
      expect(scenario.effect('speak')).toMatchObject([{ text: 'Hi the' }]);
      expect(scenario.effect('speak_end')).toHaveLength(1);
    });

    it('of the voice leave the text to read', () => {
      const scenario = new Scenario().say('hello').advance(500);
      scenario.event({ type: 'llm_text', turnId: 1, text: 'Hi.' }).event({ type: 'llm_done', turnId: 1 });
      scenario.event({ type: 'answer_failed', turnId: 1, error: failed('tts') });
      expect(scenario.texts('assistant').at(-1)).toMatchObject({ text: 'Hi.', is_final: true });
      expect(scenario.state.phase).toBe('listening');
    });

    it('of the voice leave the model to finish, and the rest can be read', () => {
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

    it.each(['a model that says twice that it is done', 'a user who cuts the rest off'])(
      'of the voice end with one set of figures, in spite of %s',
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

    it('of a recogniser that gives no final: goes on with the partial, and ignores the final that comes late', () => {
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
  });

  it('says so where a recogniser gives nothing at all, after those who could help themselves had their time', () => {
    const scenario = new Scenario().event({ type: 'speech_start', agoMs: 64 }).advance(500);
    scenario.event({ type: 'speech_end', agoMs: 192 }).advance(10_000);
    expect(scenario.sent.filter(({ type }) => type === 'error')).toEqual([]);
    scenario.advance(1_000);
    expect(scenario.sent.filter(({ type }) => type === 'error')).toMatchObject([
      { code: 'provider_timeout', stage: 'stt' },
    ]);
    expect(scenario.state.utterance).toBeNull();
  });

  it('stamps transcripts with wall time, though that goes back', () => {
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
    expect(scenario.state.history[2]).toEqual({ role: 'user', content: 'question 9' });
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
